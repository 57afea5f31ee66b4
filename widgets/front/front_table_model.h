// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"
#include "widgets/front/front_scale.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The points of the front as a table: the measured ones in the order of the front, then those whose accuracy is not
/// measured yet.
class FrontTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Run, Name, Accuracy, Low, High, Latency, Cycles, Energy, Weights, Relative, Role, ColumnCount };
    enum Roles { SortRole = Qt::UserRole, RunRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// The relative cost is that of the axis.
    void setFront(const FrontValues &front, CostAxis axis);
    /// Other runs are faint; empty: none is.
    void setBrushed(const RunSet &runs);
    /// The row of a run, -1 if it has none.
    int rowOf(std::int64_t run) const;

private:
    QString text(const FrontMarker &point, Column column) const;
    QString text(const GhostMarker &point, Column column) const;
    template <typename Point>
    QString costText(const Point &point, Column column) const;
    double number(int row, Column column) const;
    double share(const PointCost &point) const;

    std::int64_t runOf(int row) const;

    FrontValues m_front;
    RunSet m_brushed;
    CostAxis m_axis = CostAxis::Kilocycles;
};

} // namespace odimo::widgets
