// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::workers {

/// What a stranger has said, for the log: one line without what a terminal would obey, not too long.
std::string plainWords(const std::string &text);

} // namespace odimo::workers
