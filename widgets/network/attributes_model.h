// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The attributes of a node, one a row: name and value.
class AttributesModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;
    void setAttributes(std::vector<NodeAttribute> attributes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::vector<NodeAttribute> m_attributes;
};

} // namespace odimo::widgets
