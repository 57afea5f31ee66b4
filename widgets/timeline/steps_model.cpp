// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/timeline/steps_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace odimo::widgets {

int StepsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_timeline.steps.size());
}

int StepsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : energyColumn() + (hasEnergy() ? 1 : 0);
}

void StepsModel::setTimeline(mapping::Timeline timeline)
{
    beginResetModel();
    m_timeline = std::move(timeline);
    m_units.clear();
    for (std::size_t lane = 0; lane < m_timeline.lanes.size(); ++lane)
        if (m_timeline.lanes[lane].unit)
            m_units.push_back(lane);
    endResetModel();
}

QString StepsModel::nameOf(int row) const
{
    return QString::fromStdString(m_timeline.steps[static_cast<std::size_t>(row)].name);
}

int StepsModel::rowOf(const QString &name) const
{
    const auto found = std::ranges::find(m_timeline.steps, name.toStdString(), &mapping::TimelineStep::name);
    return found == m_timeline.steps.end() ? -1 : static_cast<int>(found - m_timeline.steps.begin());
}

QString StepsModel::display(const mapping::TimelineStep &step, int column) const
{
    if (column == Name)
        return QString::fromStdString(step.name);
    if (column == Time)
        return cyclesText(step.cycles());
    if (column == Bottleneck)
        return step.bottleneck ? QString::fromStdString(m_timeline.lanes[*step.bottleneck].name) : QStringLiteral("–");
    if (column < energyColumn()) {
        const double idle = step.idle_cycles(m_units[static_cast<std::size_t>(column - FirstIdle)]);
        return step.cycles() > 0
                   ? tr("%1 (%2 %)").arg(cyclesText(idle), QLocale().toString(100 * idle / step.cycles(), 'f', 0))
                   : cyclesText(idle);
    }
    return QLocale().toString(step.energy_uJ(), 'f', 3);
}

QVariant StepsModel::sortValue(int row, int column) const
{
    const mapping::TimelineStep &step = m_timeline.steps[static_cast<std::size_t>(row)];
    if (column == Name)
        return row;
    if (column == Time)
        return step.cycles();
    if (column == Bottleneck)
        return display(step, column);
    if (column < energyColumn())
        return step.idle_cycles(m_units[static_cast<std::size_t>(column - FirstIdle)]);
    return step.energy_uJ();
}

QString StepsModel::toolTip(const mapping::TimelineStep &step, int column) const
{
    if (column == Name)
        return display(step, column);
    if (column < FirstIdle || column >= energyColumn())
        return {};
    const std::size_t lane = m_units[static_cast<std::size_t>(column - FirstIdle)];
    return step.lanes[lane].refused
               ? tr("%1 cannot compute this layer").arg(QString::fromStdString(m_timeline.lanes[lane].name))
               : QString();
}

QVariant StepsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const mapping::TimelineStep &step = m_timeline.steps[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(step, index.column());
    case Qt::ToolTipRole:
        return toolTip(step, index.column());
    case SortRole:
        return sortValue(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return cellAlignment(index.column() == Name || index.column() == Bottleneck);
    default:
        return {};
    }
}

QVariant StepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const bool isIdle = section >= FirstIdle && section < energyColumn();
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section == Name || section == Bottleneck);
    const QString unit =
        isIdle ? QString::fromStdString(m_timeline.lanes[m_units[static_cast<std::size_t>(section - FirstIdle)]].name)
               : QString();
    if (role == Qt::ToolTipRole) {
        if (section == Name)
            return tr("In the order of the network");
        if (section == Time)
            return tr("Cycles of this layer");
        if (isIdle)
            return tr("Cycles for which %1 waits in this layer, and their share of its time").arg(unit);
        return section == Bottleneck ? tr("What is busy longest in this layer") : tr("In µJ, for one image");
    }
    if (role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return tr("Layer");
    if (section == Time)
        return tr("Cycles");
    if (isIdle)
        return tr("%1 idle").arg(unit);
    return section == Bottleneck ? tr("Bottleneck") : tr("Energy (µJ)");
}

} // namespace odimo::widgets
