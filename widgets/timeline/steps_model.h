// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/timeline.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The steps of a timeline: name, bottleneck, time, idle time of each unit and energy.
class StepsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Bottleneck, Time, FirstIdle };
    enum Role { SortRole = Qt::UserRole }; ///< Raw values; the place in the network for names.

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setTimeline(mapping::Timeline timeline);
    QString nameOf(int row) const;
    int rowOf(const QString &name) const; ///< -1 if there is none.

private:
    int energyColumn() const { return FirstIdle + static_cast<int>(m_units.size()); }
    bool hasEnergy() const { return !m_timeline.steps.empty() && !m_timeline.steps.front().energy.empty(); }
    QString display(const mapping::TimelineStep &step, int column) const;
    QVariant sortValue(int row, int column) const;
    QString toolTip(const mapping::TimelineStep &step, int column) const;

    mapping::Timeline m_timeline;
    std::vector<std::size_t> m_units; ///< The lanes of units.
};

} // namespace odimo::widgets
