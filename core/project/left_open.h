// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace odimo::project {

/// True if the file says that somebody writes it. Writers that close it take that back: without anybody who has it open
/// it means that the last one was killed, or lost its power. Looks at the first bytes only; false if there are none.
bool isMarkedOpen(const std::filesystem::path &path);

/// True if it is so marked and nobody has it open. What the last writer had acknowledged is in the file itself then;
/// the mark stays. False for a project of a newer version, which is left alone. Throws Error as openDatabase.
bool isLeftOpen(const std::filesystem::path &path);

} // namespace odimo::project
