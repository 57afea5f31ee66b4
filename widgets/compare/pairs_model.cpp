// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/pairs_model.h"

#include "widgets/base/cells.h"

namespace odimo::widgets {

int PairsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_front.gains.size());
}

void PairsModel::setFront(const MergedFront &front)
{
    beginResetModel();
    m_front = front;
    endResetModel();
}

QVariant PairsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const VolumeGain &gain = m_front.gains[static_cast<std::size_t>(index.row())];
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(index.column() == Pair);
    if (role == Qt::FontRole && index.column() == Difference && gain.isClear())
        return boldCellFont();
    if (role != Qt::DisplayRole)
        return {};
    const ProjectFront &first = m_front.projects[gain.first], &second = m_front.projects[gain.second];
    switch (index.column()) {
    case Pair:
        return tr("%1 and %2").arg(sideName(first.project), sideName(second.project));
    case Difference:
        return tr("%1 %").arg(signedShareText(gain.gain));
    case Interval:
        return tr("%1 to %2 %").arg(signedShareText(gain.interval.low), signedShareText(gain.interval.high));
    case FirstBeaten:
        return tr("%1 of %2").arg(first.beatenBy[gain.second]).arg(first.onFront);
    default:
        return tr("%1 of %2").arg(second.beatenBy[gain.first]).arg(second.onFront);
    }
}

QVariant PairsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section == Pair);
    if (role == Qt::ToolTipRole) {
        if (section == Difference || section == Interval)
            return tr("Hypervolume of the second minus that of the first; bold if its 95 % interval does not hold 0");
        return section == FirstBeaten    ? tr("Mappings on the front of the first that the second beats")
               : section == SecondBeaten ? tr("Mappings on the front of the second that the first beats")
                                         : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Pair:
        return tr("Projects");
    case Difference:
        return tr("Difference");
    case Interval:
        return tr("95 % interval");
    case FirstBeaten:
        return tr("1st beaten");
    default:
        return tr("2nd beaten");
    }
}

} // namespace odimo::widgets
