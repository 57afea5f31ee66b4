// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/document/document.h"

#include <string>

namespace odimo::cli {

/// A document for a terminal: titles of sections, sentences and tables, in which a split is numbers of channels by
/// unit. Pictures and commands are left out.
std::string documentText(const report::Document &document);

} // namespace odimo::cli
