// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace odimo::deploy {

/// What is missing to build and run a target, and the package to install; absent if nothing is.
std::optional<std::string> missingTool(const std::string &target);

} // namespace odimo::deploy
