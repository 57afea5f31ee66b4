// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::deploy {

/// C source with its long lines broken after commas and semicolons within brackets, and comments of one line between
/// words, so that no line has more than 120 characters if there is such a place. What continues stands behind the
/// bracket it is in. Lines of the preprocessor stay as they are.
std::string wrapped(const std::string &source);

} // namespace odimo::deploy
