// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <cairo.h>

namespace odimo::report {

/// Colours of paper, whatever the reader's system.
void setInk(cairo_t *cairo, const Paint &paint);

/// A rectangle in its colour, hatched if its unit is. Leaves no path behind.
void fillBox(cairo_t *cairo, const Box &box);

} // namespace odimo::report
