// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo {

/// The version of the project, for example "0.1.0"; set in the top CMakeLists.txt.
const char *version();

/// The commit that this program was built from, for example "af7242361d0b", with "-modified" if the sources had changes
/// beside it; empty if it was not built from a git checkout, or in a test.
const std::string &commit();
/// Once, first of all in main(): only programs know it (cmake/OdimoCommit.cmake), so that a commit does not link every
/// test again.
void setCommit(std::string commit);

/// "0.1.0 (af7242361d0b)"
std::string fullVersion();

} // namespace odimo
