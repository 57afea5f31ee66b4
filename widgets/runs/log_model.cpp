// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/log_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/icons.h"

#include <algorithm>

namespace odimo::widgets {

namespace {

QString iconOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Information:
        return QStringLiteral("about");
    case LogLevel::Warning:
        return QStringLiteral("warning");
    case LogLevel::Error:
        return QStringLiteral("error");
    }
    return {};
}

} // namespace

QString levelText(LogLevel level)
{
    switch (level) {
    case LogLevel::Information:
        return LogModel::tr("Information");
    case LogLevel::Warning:
        return LogModel::tr("Warning");
    case LogLevel::Error:
        return LogModel::tr("Error");
    }
    return {};
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int LogModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(ColumnCount); }

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LogEntry &entry = m_entries[static_cast<std::size_t>(index.row())];
    if (role == LevelRole)
        return static_cast<int>(entry.level);
    if (role == Qt::DecorationRole && index.column() == Level)
        return themedIcon(iconOf(entry.level));
    if (role == Qt::ToolTipRole && index.column() == Text)
        return entry.text;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Time:
        return entry.time;
    case Level:
        return levelText(entry.level);
    case Run:
        return entry.run > 0 ? QString::number(entry.run) : QString();
    case Text:
        return entry.text;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(true);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Level:
        return tr("Level");
    case Run:
        return tr("Run");
    case Text:
        return tr("Message");
    default:
        return {};
    }
}

void LogModel::setEntries(const std::vector<LogEntry> &entries)
{
    beginResetModel();
    const auto skipped = std::max<std::ptrdiff_t>(0, static_cast<std::ptrdiff_t>(entries.size()) - capacity);
    m_entries.assign(entries.begin() + skipped, entries.end());
    endResetModel();
}

void LogModel::append(const std::vector<LogEntry> &entries)
{
    if (entries.empty())
        return;
    if (m_entries.size() + entries.size() > capacity) {
        std::vector<LogEntry> all(m_entries.begin(), m_entries.end());
        all.insert(all.end(), entries.begin(), entries.end());
        setEntries(all);
        return;
    }
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(entries.size()) - 1);
    m_entries.insert(m_entries.end(), entries.begin(), entries.end());
    endInsertRows();
}

} // namespace odimo::widgets
