// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_table_model.h"

#include "widgets/base/cells.h"

#include "widgets/front/front_text.h"

#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace odimo::widgets {

int FrontTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_front.points.size() + m_front.ghosts.size());
}

int FrontTableModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

double FrontTableModel::share(const PointCost &point) const
{
    return 100 * costOn(m_axis, point) / costOn(m_axis, m_front.relativeTo);
}

template <typename Point>
QString FrontTableModel::costText(const Point &point, Column column) const
{
    switch (column) {
    case Run:
        return point.run == 0 ? QString() : QString::number(point.run);
    case Name:
        return point.name;
    case Latency:
        return millisecondsText(point.latency_ms);
    case Cycles:
        return kilocyclesText(point.latency_cycles);
    case Energy:
        return microjoulesText(point.energy_uJ);
    case Weights:
        return kilobytesText(point.weight_bytes);
    case Relative:
        return costOn(m_axis, m_front.relativeTo) > 0 ? tr("%1 %").arg(QLocale().toString(share(point), 'f', 1))
                                                      : QString();
    case Accuracy:
    case Low:
    case High:
    case Role:
    case ColumnCount:
        break;
    }
    return {};
}

QString FrontTableModel::text(const FrontMarker &point, Column column) const
{
    if (column == Accuracy)
        return accuracyText(point.accuracy);
    if (column == Low)
        return accuracyText(point.interval.low);
    if (column == High)
        return accuracyText(point.interval.high);
    if (column == Role)
        return point.run == m_front.knee ? tr("%1, knee").arg(roleText(point)) : roleText(point);
    return costText(point, column);
}

QString FrontTableModel::text(const GhostMarker &point, Column column) const
{
    if (column == Accuracy)
        return point.accuracy ? tr("about %1").arg(accuracyText(*point.accuracy)) : tr("unknown");
    if (column == Role)
        return point.run == 0 ? tr("baseline, not trained") : tr("not measured yet");
    return costText(point, column);
}

double FrontTableModel::number(int row, Column column) const
{
    const auto at = static_cast<std::size_t>(row);
    const bool isMeasured = at < m_front.points.size();
    const PointCost &cost =
        isMeasured ? static_cast<const PointCost &>(m_front.points[at]) : m_front.ghosts[at - m_front.points.size()];
    switch (column) {
    case Run:
        return static_cast<double>(runOf(row));
    case Accuracy:
        return isMeasured ? m_front.points[at].accuracy
                          : m_front.ghosts[at - m_front.points.size()].accuracy.value_or(0);
    case Low:
        return isMeasured ? m_front.points[at].interval.low : 0;
    case High:
        return isMeasured ? m_front.points[at].interval.high : 0;
    case Latency:
    case Cycles:
        return cost.latency_cycles;
    case Energy:
        return cost.energy_uJ;
    case Weights:
        return cost.weight_bytes;
    case Relative:
        return costOn(m_axis, cost);
    case Name:
    case Role:
    case ColumnCount:
        break;
    }
    return 0;
}

std::int64_t FrontTableModel::runOf(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return at < m_front.points.size() ? m_front.points[at].run : m_front.ghosts[at - m_front.points.size()].run;
}

QVariant FrontTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto column = static_cast<Column>(index.column());
    const bool isMeasured = row < m_front.points.size();
    const auto shown = [&] {
        return isMeasured ? text(m_front.points[row], column)
                          : text(m_front.ghosts[row - m_front.points.size()], column);
    };
    const bool isWords = column == Name || column == Role;
    switch (role) {
    case Qt::DisplayRole:
        return shown();
    case Qt::ToolTipRole:
        return isMeasured ? describe(m_front.points[row]) : describe(m_front.ghosts[row - m_front.points.size()]);
    case Qt::TextAlignmentRole:
        return cellAlignment(isWords);
    case SortRole:
        return isWords ? QVariant(shown()) : QVariant(number(index.row(), column));
    case RunRole:
        return QVariant::fromValue<qint64>(runOf(index.row()));
    case Qt::ForegroundRole:
        if (m_brushed.empty() || m_brushed.contains(runOf(index.row())))
            return {};
        return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
    default:
        return {};
    }
}

QVariant FrontTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section == Name || section == Role);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Run:
        return tr("Run");
    case Name:
        return tr("Mapping");
    case Accuracy:
        return tr("Accuracy");
    case Low:
        return tr("From (95 %)");
    case High:
        return tr("To (95 %)");
    case Latency:
        return tr("Latency");
    case Cycles:
        return tr("Cycles");
    case Energy:
        return tr("Energy");
    case Weights:
        return tr("Weights");
    case Relative:
        return m_front.relativeTo.name.isEmpty() ? tr("Relative") : tr("Of %1").arg(m_front.relativeTo.name);
    case Role:
        return tr("What it is");
    case ColumnCount:
        break;
    }
    return {};
}

void FrontTableModel::setFront(const FrontValues &front, CostAxis axis)
{
    beginResetModel();
    m_front = front;
    m_axis = axis;
    endResetModel();
}

void FrontTableModel::setBrushed(const RunSet &runs)
{
    m_brushed = runs;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

int FrontTableModel::rowOf(std::int64_t run) const
{
    const auto point = std::ranges::find(m_front.points, run, &FrontMarker::run);
    if (point != m_front.points.end())
        return static_cast<int>(point - m_front.points.begin());
    const auto ghost = std::ranges::find(m_front.ghosts, run, &GhostMarker::run);
    return ghost == m_front.ghosts.end() || run == 0
               ? -1
               : static_cast<int>(std::ssize(m_front.points) + (ghost - m_front.ghosts.begin()));
}

} // namespace odimo::widgets
