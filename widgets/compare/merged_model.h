// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/projects_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The measured mappings of several projects, those of the merged front first.
class MergedModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Project, Run, Name, Accuracy, Latency, Energy, Beaten, Columns };
    enum Roles { SortRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setPoints(const std::vector<MergedPoint> &points);
    const MergedPoint &pointAt(int row) const { return m_points[static_cast<std::size_t>(row)]; }
    int rowOf(const CompareRun &run) const; ///< -1 if it has none.

private:
    std::vector<MergedPoint> m_points;
};

} // namespace odimo::widgets
