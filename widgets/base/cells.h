// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <Qt>

namespace odimo::widgets {

/// Qt::TextAlignmentRole of the cells and the heading of a column: words begin on the left, numbers end on the right.
inline int cellAlignment(bool isText) { return int((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter); }

/// Qt::FontRole of a cell that stands out.
inline QFont boldCellFont()
{
    QFont font;
    font.setBold(true);
    return font;
}

} // namespace odimo::widgets
