// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"

namespace odimo::widgets {

struct SplitValues;

/// A bar for each layer, of the shares of its channels on each unit, with their numbers behind it.
Figure splitFigure(const SplitValues &split, const FigureStyle &style);

} // namespace odimo::widgets
