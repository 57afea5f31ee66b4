// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace odimo::explorer {

/// The views of a project, in the order of their tabs.
enum class ViewId { Front, Network, Layers, Timeline, Curves, Compare, Code, Replay };

} // namespace odimo::explorer
