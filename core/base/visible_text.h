// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace odimo {

/// The text as people may be shown it: names from files of other people cannot hide what stands there or reverse its
/// direction. Control characters but those of `kept`, and the Unicode characters that change the direction of writing
/// or the line, become "\u001b", as JSON writes them; bytes that are no UTF-8 become "\xff".
std::string visibleText(std::string_view text, std::string_view kept);

/// The same on one line, for a cell or a heading: newlines and tabs are escaped too.
std::string visibleLine(std::string_view text);

} // namespace odimo
