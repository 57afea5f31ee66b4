// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <string>

namespace odimo::report {

/// The drawing as a tikzpicture in its light colours (core/base/tikz_picture.h); hints become comments.
std::string tikzText(const Drawing &drawing);

} // namespace odimo::report
