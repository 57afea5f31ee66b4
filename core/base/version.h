// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo {

/// The version of the project, for example "0.1.0"; set in the top CMakeLists.txt.
const char *version();

} // namespace odimo
