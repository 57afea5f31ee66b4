// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/view_bar.h"

#include <QHBoxLayout>
#include <QWidget>

namespace odimo::widgets {

QHBoxLayout *viewBar(const QWidget &view)
{
    auto *bar = new QHBoxLayout;
    const int space = view.fontMetrics().averageCharWidth();
    bar->setContentsMargins(space, space / 2, space, space / 2);
    bar->setSpacing(space);
    return bar;
}

} // namespace odimo::widgets
