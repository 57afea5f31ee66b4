// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/visible_text.h"

#include <string>
#include <string_view>

namespace odimo::cli {

/// The text as a terminal may be given it: names and messages from files of other people cannot move the cursor, hide
/// what stands there or reverse its direction. Control characters but newline and tab, and the Unicode characters that
/// change the direction of writing, become "\u001b", as JSON writes them, so that a document stays one; bytes that are
/// no UTF-8 become "\xff". Only the styles of this program (bold, dim, plain) stay.
std::string visible(std::string_view text);

} // namespace odimo::cli
