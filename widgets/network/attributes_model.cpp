// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/attributes_model.h"

namespace odimo::widgets {

void AttributesModel::setAttributes(std::vector<NodeAttribute> attributes)
{
    beginResetModel();
    m_attributes = std::move(attributes);
    endResetModel();
}

int AttributesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_attributes.size());
}

int AttributesModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : 2; }

QVariant AttributesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const NodeAttribute &attribute = m_attributes[static_cast<std::size_t>(index.row())];
    return index.column() == 0 ? attribute.name : attribute.value;
}

QVariant AttributesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Attribute") : tr("Value");
}

} // namespace odimo::widgets
