// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_picture.h"

#include <string>

namespace odimo::widgets {

/// The whole network below its legend as a tikzpicture (core/base/tikz_picture.h), in light colours: boxes with names,
/// operations, shapes and the channels of each unit as a bar, or with the value that the colours stand for.
std::string networkTikz(const NetworkPicture &picture);

} // namespace odimo::widgets
