// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/projects_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// Every two of several projects: how far apart their hypervolumes are, and whose mappings beat whose.
class PairsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Pair, Difference, Interval, FirstBeaten, SecondBeaten, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setFront(const MergedFront &front);

private:
    MergedFront m_front;
};

} // namespace odimo::widgets
