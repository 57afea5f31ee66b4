// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/vary/variants_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The constants of a platform; the user writes the values that they are to take.
class ConstantsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Stated, Values, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setConstants(const std::vector<VariableConstant> &constants);
    const std::vector<VariableConstant> &constants() const { return m_constants; }

private:
    std::vector<VariableConstant> m_constants;
};

} // namespace odimo::widgets
