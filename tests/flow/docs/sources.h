// SPDX-License-Identifier: Apache-2.0
// What the program can say: the texts in its sources.
#pragma once

#include "tests/flow/docs/page.h"

#include <string>
#include <vector>

namespace odimo::docs {

/// The string literals of C++ code; those side by side are one, as for the compiler.
std::vector<std::string> literalsOf(const std::string &code);

/// Those of all files below folders of the project: {"core", "app"}.
std::vector<std::string> literalsIn(const std::vector<std::string> &folders);

/// As the window shows them: "&Open..." is "Open...".
std::vector<std::string> withoutMnemonics(std::vector<std::string> texts);

/// What a quoted message has between its dots, which stand for what depends on the case.
std::vector<std::string> partsOf(const std::string &message);

/// What a page writes *so*, outside of code.
std::vector<std::string> emphasised(const Page &page);

} // namespace odimo::docs
