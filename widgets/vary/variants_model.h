// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/vary/variants_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// A row for each variant: its constants, its area, and what it can do.
class VariantsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Role { SortRole = Qt::UserRole };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setValues(const VariantsValues &values);

private:
    /// Behind the constants.
    enum class Figure { Area, Cheapest, CheapestAccuracy, Near, Best, BestAccuracy, Remark };

    /// Absent for a column of a constant.
    std::optional<Figure> figureOf(int column) const;
    QVariant figure(const VariantRow &row, Figure figure, bool isSort) const;
    QString remarkOf(const VariantRow &row) const;
    bool winsSomewhere(std::size_t variant) const;

    VariantsValues m_values;
};

} // namespace odimo::widgets
