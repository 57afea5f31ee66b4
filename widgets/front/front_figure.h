// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"

namespace odimo::widgets {

class FrontPlot;

/// What a plot shows, without what is selected.
Figure frontFigure(const FrontPlot &plot, const FigureStyle &style);

} // namespace odimo::widgets
