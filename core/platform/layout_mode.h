// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <string>

namespace odimo::platform {

/// Behind a title in headings: ", layouts converted by the host"; empty where layouts cost nothing.
std::string layoutText(const Platform &platform);

/// The mode of a platform's costs.
LayoutMode layoutModeOf(const Platform &platform);

/// The platform in this mode. In the mode paper its JSON says nothing of layouts. Throws Error if its file lacks the
/// constants of the mode.
Platform withLayout(const Platform &platform, LayoutMode mode);

} // namespace odimo::platform
