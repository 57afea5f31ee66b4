// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/queue_model.h"

#include "widgets/base/icons.h"

#include <QCoreApplication>
#include <QLocale>
#include <QMimeData>

#include <algorithm>

namespace odimo::widgets {

namespace {

const QString rowFormat = QStringLiteral("application/x-odimo-queue-row");

QString iconName(QueueState state)
{
    switch (state) {
    case QueueState::Running:
        return QStringLiteral("running");
    case QueueState::Paused:
        return QStringLiteral("pause");
    case QueueState::Waiting:
        return QStringLiteral("queued");
    case QueueState::Failed:
        return QStringLiteral("failed");
    }
    return {};
}

QString displayText(const QueueRow &row, int column)
{
    switch (column) {
    case QueueModel::Number:
        return row.run > 0 ? QString::number(row.run) : QString();
    case QueueModel::Name:
        return row.name;
    case QueueModel::Work:
        return row.work;
    case QueueModel::Progress:
        return row.fraction ? QueueModel::tr("%1 %").arg(static_cast<int>(100 * *row.fraction)) : QString();
    case QueueModel::Left:
        return row.left;
    case QueueModel::Where:
        return row.where;
    default:
        return {};
    }
}

} // namespace

QString queueStateText(QueueState state)
{
    switch (state) {
    case QueueState::Running:
        return QueueModel::tr("In work");
    case QueueState::Paused:
        return QueueModel::tr("Paused");
    case QueueState::Waiting:
        return QueueModel::tr("Waits");
    case QueueState::Failed:
        return QueueModel::tr("Failed");
    }
    return {};
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QueueRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return displayText(row, column);
    case Qt::DecorationRole:
        return column == Work ? QVariant(themedIcon(iconName(row.state))) : QVariant();
    case Qt::ToolTipRole:
        return column == Work ? queueStateText(row.state) + QStringLiteral(": ") + row.work : displayText(row, column);
    case Qt::TextAlignmentRole:
        return column == Number || column == Progress ? QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter)
                                                      : QVariant();
    case RunRole:
        return qint64(row.run);
    case FractionRole:
        return column == Progress && row.fraction ? QVariant(*row.fraction) : QVariant();
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Run");
    case Name:
        return tr("Name");
    case Work:
        return tr("Work");
    case Progress:
        return tr("Progress");
    case Left:
        return tr("Time left");
    case Where:
        return tr("Where");
    default:
        return {};
    }
}

Qt::ItemFlags QueueModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid())
        return flags | Qt::ItemIsDropEnabled;
    return isWaiting(index.row()) ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList QueueModel::mimeTypes() const { return {rowFormat}; }

QMimeData *QueueModel::mimeData(const QModelIndexList &indexes) const
{
    auto *data = new QMimeData;
    if (!indexes.isEmpty())
        data->setData(rowFormat, QByteArray::number(indexes.first().data(RunRole).toLongLong()));
    return data;
}

bool QueueModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                 const QModelIndex &parent) const
{
    return QAbstractTableModel::canDropMimeData(data, action, row, column, parent) && !parent.isValid() &&
           row >= firstWaiting() && row <= endOfWaiting();
}

bool QueueModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                              const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent))
        moveTo(rowOf(data->data(rowFormat).toLongLong()), row);
    return false; // The view would remove the row that it believes copied.
}

void QueueModel::setRows(std::vector<QueueRow> rows)
{
    const bool isSameQueue = std::ranges::equal(rows, m_rows, {}, &QueueRow::run, &QueueRow::run);
    if (!isSameQueue) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row] == m_rows[row])
            continue;
        m_rows[row] = rows[row];
        const int at = static_cast<int>(row);
        emit dataChanged(index(at, 0), index(at, ColumnCount - 1));
    }
}

const QueueRow *QueueModel::find(std::int64_t run) const
{
    const auto found = std::ranges::find(m_rows, run, &QueueRow::run);
    return found == m_rows.end() ? nullptr : &*found;
}

int QueueModel::rowOf(std::int64_t run) const
{
    const QueueRow *row = find(run);
    return row ? static_cast<int>(row - m_rows.data()) : -1;
}

bool QueueModel::move(std::int64_t run, int steps)
{
    const int from = rowOf(run);
    return from >= 0 && moveTo(from, steps > 0 ? from + steps + 1 : from + steps);
}

bool QueueModel::moveTo(int from, int to)
{
    if (from < 0 || !isWaiting(from) || to < firstWaiting() || to > endOfWaiting() || to == from || to == from + 1)
        return false;
    beginMoveRows({}, from, from, {}, to);
    const QueueRow moved = m_rows[static_cast<std::size_t>(from)];
    m_rows.erase(m_rows.begin() + from);
    m_rows.insert(m_rows.begin() + (to > from ? to - 1 : to), moved);
    endMoveRows();
    QList<qint64> order;
    for (const QueueRow &row : m_rows)
        if (row.state == QueueState::Waiting)
            order << row.run;
    emit orderChosen(order);
    return true;
}

bool QueueModel::isWaiting(int row) const
{
    return m_rows[static_cast<std::size_t>(row)].state == QueueState::Waiting &&
           m_rows[static_cast<std::size_t>(row)].run > 0;
}

int QueueModel::firstWaiting() const
{
    return static_cast<int>(std::ranges::find(m_rows, QueueState::Waiting, &QueueRow::state) - m_rows.begin());
}

int QueueModel::endOfWaiting() const
{
    const auto isBehind = [](const QueueRow &row) {
        return row.state == QueueState::Failed;
    };
    return static_cast<int>(std::ranges::find_if(m_rows, isBehind) - m_rows.begin());
}

} // namespace odimo::widgets
