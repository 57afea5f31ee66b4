// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace odimo::host {

/// All of these take names in an open folder and follow no link.

/// The open folder; -1, with errno set, if it is none or a link.
int openFolder(int parent, const std::string &name);

/// Removes the files that this program and its workers write for a run, in folders with numbers for names, too; then
/// the folder itself, unless something else is left in it.
void removeRunFiles(int parent, const std::string &name);

/// The first link in the folder or below it, as a path that begins with `path`; empty if there is none.
std::filesystem::path linkIn(int folder, const std::filesystem::path &path);

} // namespace odimo::host
