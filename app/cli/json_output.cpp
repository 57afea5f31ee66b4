// SPDX-License-Identifier: Apache-2.0
#include "app/cli/json_output.h"

#include "app/cli/terminal.h"
#include "core/base/json_text.h"

#include <nlohmann/json.hpp>

namespace odimo::cli {

void printDocument(const Json &document) { print(stdout, documentText(document)); }

} // namespace odimo::cli
