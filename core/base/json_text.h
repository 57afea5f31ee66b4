// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <string>

namespace odimo {

/// The document as text of two spaces a level, ended by a newline. Bytes that are no UTF-8, which names of files and
/// folders may have and JSON may not, are replaced.
std::string documentText(const Json &document);

} // namespace odimo
