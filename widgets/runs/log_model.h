// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <cstdint>
#include <deque>
#include <vector>

namespace odimo::widgets {

enum class LogLevel { Information, Warning, Error };

struct LogEntry {
    LogLevel level = LogLevel::Information;
    QString time;         ///< "14:03:22"
    std::int64_t run = 0; ///< 0: the exploration itself.
    QString text;
    bool operator==(const LogEntry &) const = default;
};

QString levelText(LogLevel level);

/// The newest entries of a log; the oldest ones fall out beyond `capacity`.
class LogModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Level, Run, Text, ColumnCount };
    enum Role { LevelRole = Qt::UserRole };
    static constexpr int capacity = 20000;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setEntries(const std::vector<LogEntry> &entries);
    void append(const std::vector<LogEntry> &entries);
    const std::deque<LogEntry> &entries() const { return m_entries; }

private:
    std::deque<LogEntry> m_entries;
};

} // namespace odimo::widgets
