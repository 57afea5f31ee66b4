// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/merged_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"

#include <algorithm>

namespace odimo::widgets {

namespace {

bool isText(int column)
{
    return column == MergedModel::Project || column == MergedModel::Name || column == MergedModel::Beaten;
}

} // namespace

int MergedModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_points.size());
}

void MergedModel::setPoints(const std::vector<MergedPoint> &points)
{
    beginResetModel();
    m_points = points;
    endResetModel();
}

int MergedModel::rowOf(const CompareRun &run) const
{
    const auto found = std::ranges::find(m_points, run, &MergedPoint::run);
    return found == m_points.end() ? -1 : static_cast<int>(found - m_points.begin());
}

QVariant MergedModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MergedPoint &point = pointAt(index.row());
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(isText(index.column()));
    if (role == Qt::FontRole && point.isOnMergedFront)
        return boldCellFont();
    if (role == Qt::ToolTipRole && index.column() == Accuracy)
        return intervalText(point.interval);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != SortRole)
        return {};
    const bool isSort = role == SortRole;
    switch (index.column()) {
    case Project:
        return sideName(point.run.project);
    case Run:
        return QVariant::fromValue<qint64>(point.run.run);
    case Name:
        return point.name;
    case Accuracy:
        return isSort ? QVariant(point.accuracy) : accuracyText(point.accuracy);
    case Latency:
        return isSort ? QVariant(point.cost.latency_cycles) : kilocyclesText(point.cost.latency_cycles);
    case Energy:
        return isSort ? QVariant(point.cost.energy_uJ) : microjoulesText(point.cost.energy_uJ);
    default:
        return beatenText(point);
    }
}

QVariant MergedModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(isText(section));
    if (role == Qt::ToolTipRole && section == Beaten)
        return tr("A run of another project that is no worse in accuracy and cost, and better in one");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Project:
        return tr("In");
    case Run:
        return tr("Run");
    case Name:
        return tr("Name");
    case Accuracy:
        return tr("Accuracy");
    case Latency:
        return tr("Latency");
    case Energy:
        return tr("Energy");
    default:
        return tr("Beaten");
    }
}

} // namespace odimo::widgets
