// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <string>

namespace odimo::platform {

/// Which of the program's own platforms counts what `platform` does: `name` if that does, or the first of the others;
/// absent if none. A platform of an earlier version may have another name now.
std::optional<std::string> platformLike(const Platform &platform, const std::string &name);

} // namespace odimo::platform
