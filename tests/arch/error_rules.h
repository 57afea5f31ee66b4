// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/arch/source_tree.h"

#include <string>
#include <vector>

namespace odimo::arch {

/// The core does not know which front end shows its messages: none of its sentences names an option or a command line.
std::vector<std::string> coreNamesNoOptions(const std::vector<SourceFile> &files);

/// The section "Errors" of docs/architecture.md names the files that catch, and no others.
std::vector<std::string> catchesAreDocumented(const std::vector<SourceFile> &files);

} // namespace odimo::arch
