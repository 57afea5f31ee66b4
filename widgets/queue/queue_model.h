// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

enum class QueueState { Running, Paused, Waiting, Failed };

/// One piece of work of an exploration.
struct QueueRow {
    std::int64_t run = 0; ///< 0: of the exploration itself.
    QString name;         ///< "Search 0.1", "all-digital", "Analysis"
    QueueState state = QueueState::Waiting;
    QString work;                   ///< "Search 2/5", "waits", why it failed.
    std::optional<double> fraction; ///< Of its phase, 0..1; of one in work.
    QString left;                   ///< A range; empty before there is anything to go by.
    QString where;                  ///< Of one in work: the executor.
    bool operator==(const QueueRow &) const = default;
};

QString queueStateText(QueueState state);

/// What runs, what waits, in the order in which it begins, and what has failed. Those that wait can be dragged to
/// another place among themselves.
class QueueModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Work, Progress, Left, Where, ColumnCount };
    enum Role { RunRole = Qt::UserRole, FractionRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                         const QModelIndex &parent) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

    void setRows(std::vector<QueueRow> rows);
    const std::vector<QueueRow> &rows() const { return m_rows; }
    const QueueRow *find(std::int64_t run) const;
    int rowOf(std::int64_t run) const; ///< -1 if it has none.
    /// Moves a waiting run by `steps` among those that wait; false if it cannot go there.
    bool move(std::int64_t run, int steps);

signals:
    /// By the user: the runs that wait, in their new order.
    void orderChosen(const QList<qint64> &runs);

private:
    bool isWaiting(int row) const;
    int firstWaiting() const;
    int endOfWaiting() const;
    /// Row `from` before row `to`, both waiting; `to` may be the end of them.
    bool moveTo(int from, int to);

    std::vector<QueueRow> m_rows;
};

} // namespace odimo::widgets
