// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"
#include "core/report/write/pdf/pages.h"

namespace odimo::report {

/// Draws a picture below what is on the page, on the next one if there is no room; it is as wide as it says.
void drawPicture(Pages &pages, const Drawing &drawing);

} // namespace odimo::report
