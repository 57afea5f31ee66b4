// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

namespace odimo::cli {

/// Prints the one document of `--json` on stdout.
void printDocument(const Json &document);

} // namespace odimo::cli
