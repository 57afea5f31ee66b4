// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/manual/description.h"

#include <string>

namespace odimo::cli {

/// The page docs/command-reference.md: every command with its options and examples, in Markdown.
std::string commandReference(const CommandDescription &program);

} // namespace odimo::cli
