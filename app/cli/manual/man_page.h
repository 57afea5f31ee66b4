// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/manual/description.h"

#include <string>
#include <vector>

namespace odimo::cli {

struct ManualPage {
    std::string file; ///< "odimo-verify-run.1"
    std::string text; ///< In the macros of man(7), UTF-8.
};

/// A page for the program and one for each of its commands; what is below a command stands on its page.
std::vector<ManualPage> manualPages(const CommandDescription &program);

/// Any text as man(7) needs it: no letter of it is a request, and a hyphen is the one that can be typed. Words in
/// `backquotes` are bold.
std::string manText(const std::string &text);

} // namespace odimo::cli
