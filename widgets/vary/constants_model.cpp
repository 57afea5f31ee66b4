// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/vary/constants_model.h"

#include "widgets/base/cells.h"

namespace odimo::widgets {

int ConstantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_constants.size());
}

void ConstantsModel::setConstants(const std::vector<VariableConstant> &constants)
{
    beginResetModel();
    m_constants = constants;
    endResetModel();
}

Qt::ItemFlags ConstantsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Values ? flags | Qt::ItemIsEditable : flags;
}

QVariant ConstantsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(index.column() != Stated);
    const VariableConstant &constant = m_constants[static_cast<std::size_t>(index.row())];
    if (role == Qt::FontRole && index.column() == Name && !constant.values.isEmpty())
        return boldCellFont();
    if (role == Qt::ToolTipRole && index.column() == Values)
        return tr("Values that it is to take, for example 8, 16, 32; none: it stays at %1").arg(constant.stated);
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Name:
        return constant.name;
    case Stated:
        return constant.stated;
    default:
        return constant.values;
    }
}

bool ConstantsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole || index.column() != Values)
        return false;
    QString &values = m_constants[static_cast<std::size_t>(index.row())].values;
    const QString text = value.toString().trimmed();
    if (values == text)
        return false;
    values = text;
    emit dataChanged(index.siblingAtColumn(Name), index);
    return true;
}

QVariant ConstantsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section != Stated);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Constant");
    case Stated:
        return tr("Stated");
    default:
        return tr("Values");
    }
}

} // namespace odimo::widgets
