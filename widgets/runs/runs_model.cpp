// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/runs_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"
#include "widgets/base/icons.h"

#include <QFont>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <limits>

namespace odimo::widgets {

namespace {

QVariant sortable(std::optional<double> value) { return value.value_or(-std::numeric_limits<double>::infinity()); }

QString displayText(const RunRow &row, int column)
{
    switch (column) {
    case RunsModel::Number:
        return QString::number(row.id);
    case RunsModel::Name:
        return row.name;
    case RunsModel::State:
        return statusText(row);
    case RunsModel::Verified:
        return verificationText(row);
    case RunsModel::Accuracy:
        return row.accuracy ? accuracyText(*row.accuracy) : QString();
    case RunsModel::Latency:
        return row.latency_cycles ? kilocyclesText(*row.latency_cycles) : QString();
    case RunsModel::Energy:
        return row.energy_uJ ? microjoulesText(*row.energy_uJ) : QString();
    case RunsModel::Strength:
        return strengthText(row.strength);
    default:
        return {};
    }
}

/// Against numbers.
bool hasWords(int column)
{
    return column == RunsModel::Name || column == RunsModel::State || column == RunsModel::Verified;
}

QVariant sortValue(const RunRow &row, int column)
{
    switch (column) {
    case RunsModel::Number:
        return qint64(row.id);
    case RunsModel::State:
        return static_cast<int>(row.state);
    case RunsModel::Accuracy:
        return sortable(row.accuracy);
    case RunsModel::Latency:
        return sortable(row.latency_cycles);
    case RunsModel::Energy:
        return sortable(row.energy_uJ);
    case RunsModel::Strength:
        return sortable(row.strength);
    default:
        return displayText(row, column);
    }
}

bool isUnverified(const RunRow &row) { return row.state == RunState::Done && row.verdict.isEmpty(); }

QVariant verificationIcon(const RunRow &row)
{
    if (row.verdict.isEmpty())
        return {};
    return themedIcon(row.differs ? QStringLiteral("warning") : QStringLiteral("done"));
}

QVariant toolTip(const RunRow &row, int column)
{
    switch (column) {
    case RunsModel::Name:
        return row.onFront ? RunsModel::tr("%1: on the front").arg(row.name) : row.name;
    case RunsModel::State:
        if (!row.message.isEmpty())
            return row.message;
        return row.isUntrained ? RunsModel::tr("Measured without training") : displayText(row, column);
    case RunsModel::Verified:
        if (isUnverified(row))
            return RunsModel::tr("Nobody has computed this run again; Verify Run in its menu does");
        return row.repetition;
    case RunsModel::Accuracy:
        return row.accuracy ? RunsModel::tr("Test accuracy; 95 % interval %1").arg(intervalText(row.interval))
                            : QVariant();
    case RunsModel::Latency:
        return row.latency_ms ? RunsModel::tr("%1 cycles, %2")
                                    .arg(cyclesText(*row.latency_cycles), millisecondsText(*row.latency_ms))
                              : QVariant();
    default:
        return {};
    }
}

} // namespace

QString runTitle(std::int64_t id, const QString &name) { return RunsModel::tr("Run %1: %2").arg(id).arg(name); }

QString stateText(RunState state)
{
    switch (state) {
    case RunState::Queued:
        return RunsModel::tr("Queued");
    case RunState::Running:
        return RunsModel::tr("Running");
    case RunState::Paused:
        return RunsModel::tr("Paused");
    case RunState::Done:
        return RunsModel::tr("Done");
    case RunState::Failed:
        return RunsModel::tr("Failed");
    case RunState::Stopped:
        return RunsModel::tr("Stopped");
    }
    return {};
}

QString statusText(const RunRow &row)
{
    if (!row.activity.isEmpty())
        return row.activity;
    return row.isUntrained && row.state == RunState::Done ? RunsModel::tr("Done, untrained") : stateText(row.state);
}

QString verificationText(const RunRow &row) { return isUnverified(row) ? RunsModel::tr("not yet") : row.verdict; }

QString stateIconName(RunState state)
{
    switch (state) {
    case RunState::Queued:
        return QStringLiteral("queued");
    case RunState::Running:
        return QStringLiteral("running");
    case RunState::Paused:
        return QStringLiteral("pause");
    case RunState::Done:
        return QStringLiteral("done");
    case RunState::Failed:
        return QStringLiteral("failed");
    case RunState::Stopped:
        return QStringLiteral("stopped");
    }
    return {};
}

int RunsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant RunsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const RunRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return displayText(row, index.column());
    case SortRole:
        return sortValue(row, index.column());
    case RunRole:
        return qint64(row.id);
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::DecorationRole:
        return index.column() == State      ? QVariant(themedIcon(stateIconName(row.state)))
               : index.column() == Verified ? verificationIcon(row)
                                            : QVariant();
    case Qt::TextAlignmentRole:
        return cellAlignment(hasWords(index.column()));
    case Qt::ForegroundRole:
        if (!m_brushed.empty() && !m_brushed.contains(row.id))
            return QGuiApplication::palette().brush(QPalette::Disabled, QPalette::Text);
        return index.column() == Verified && isUnverified(row)
                   ? QVariant(QGuiApplication::palette().brush(QPalette::PlaceholderText))
                   : QVariant();
    case Qt::FontRole:
        return row.onFront && index.column() == Name ? QVariant(boldCellFont()) : QVariant();
    default:
        return {};
    }
}

void RunsModel::setBrushed(const RunSet &runs)
{
    m_brushed = runs;
    if (!m_rows.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {Qt::ForegroundRole});
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(hasWords(section));
    if (role == Qt::ToolTipRole && section == Strength)
        return tr("The weight of the cost in the training loss: loss = task + strength x cost / cost(all on the "
                  "reference unit)");
    if (role == Qt::ToolTipRole && section == Verified)
        return tr("Whether the run was computed again, and whether the result was the same");
    if (role == Qt::ToolTipRole && section == Name)
        return tr("Runs on the front are bold");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Run");
    case Name:
        return tr("Name");
    case State:
        return tr("Status");
    case Verified:
        return tr("Verified");
    case Accuracy:
        return tr("Accuracy");
    case Latency:
        return tr("Latency");
    case Energy:
        return tr("Energy");
    case Strength:
        return tr("Strength");
    default:
        return {};
    }
}

Qt::ItemFlags RunsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

bool RunsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole || index.column() != Name)
        return false;
    const RunRow row = m_rows[static_cast<std::size_t>(index.row())];
    if (value.toString() == row.name)
        return false;
    emit renamed(row.id, value.toString());
    return true;
}

void RunsModel::setRows(std::vector<RunRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void RunsModel::put(const RunRow &row)
{
    const int at = rowOf(row.id);
    if (at < 0) {
        beginInsertRows({}, rowCount(), rowCount());
        m_rows.push_back(row);
        endInsertRows();
        return;
    }
    m_rows[static_cast<std::size_t>(at)] = row;
    emit dataChanged(index(at, 0), index(at, ColumnCount - 1));
}

int RunsModel::rowOf(std::int64_t run) const
{
    const auto found = std::ranges::find(m_rows, run, &RunRow::id);
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

} // namespace odimo::widgets
