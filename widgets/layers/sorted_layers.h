// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/layers/layers_model.h"

#include <QSortFilterProxyModel>

namespace odimo::widgets {

/// The rows of a LayersModel by the value of a column; the totals stay last.
class SortedLayers : public QSortFilterProxyModel {
    Q_OBJECT

public:
    explicit SortedLayers(LayersModel &layers, QObject *parent = nullptr) : QSortFilterProxyModel(parent)
    {
        setSourceModel(&layers);
        setSortRole(LayersModel::SortRole);
    }

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        const bool leftIsTotal = left.data(LayersModel::IsTotalRole).toBool();
        const bool rightIsTotal = right.data(LayersModel::IsTotalRole).toBool();
        if (leftIsTotal != rightIsTotal)
            return rightIsTotal == (sortOrder() == Qt::AscendingOrder);
        return QSortFilterProxyModel::lessThan(left, right);
    }
};

} // namespace odimo::widgets
