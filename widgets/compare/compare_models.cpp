// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_models.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"
#include "widgets/compare/projects_values.h"
#include "widgets/layers/layers_model.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace odimo::widgets {

int CompareLayersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_layers.size());
}

void CompareLayersModel::setLayers(const std::vector<CompareLayer> &layers, const QStringList &units,
                                   bool onlyDifferent)
{
    beginResetModel();
    m_units = units;
    m_layers.clear();
    std::ranges::copy_if(layers, std::back_inserter(m_layers),
                         [&](const CompareLayer &layer) { return !onlyDifferent || !layer.isSame; });
    endResetModel();
}

int CompareLayersModel::rowOf(const QString &name) const
{
    const auto found = std::ranges::find(m_layers, name, &CompareLayer::name);
    return found == m_layers.end() ? -1 : static_cast<int>(found - m_layers.begin());
}

QString CompareLayersModel::channelsText(const QList<int> &channels) const
{
    QStringList parts;
    for (qsizetype unit = 0; unit < channels.size(); ++unit)
        parts << tr("%1 on %2").arg(channels[unit]).arg(m_units.value(unit));
    return parts.isEmpty() ? tr("no such layer") : parts.join(QStringLiteral(", "));
}

QVariant CompareLayersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CompareLayer &layer = m_layers[static_cast<std::size_t>(index.row())];
    const bool isSplit = index.column() == First || index.column() == Second;
    const QList<int> &channels = index.column() == Second ? layer.second : layer.first;
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(index.column() <= Second);
    if (role == LayersModel::ChannelsRole && isSplit)
        return QVariant::fromValue(channels);
    if (role == Qt::ToolTipRole)
        return isSplit ? channelsText(channels) : index.column() == Layer ? layer.name : QString();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Layer:
        return layer.name;
    case First:
    case Second:
        return channelsText(channels);
    case Moved:
        return layer.moved;
    case Latency:
        return signedText(layer.latency_cycles, 0);
    default:
        return signedText(layer.energy_uJ, 3);
    }
}

QVariant CompareLayersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section <= Second);
    if (role == Qt::ToolTipRole) {
        if (section == Moved)
            return tr("Channels that are on another unit in B");
        return section == First     ? tr("Channels of the layer on each unit in A")
               : section == Second  ? tr("Channels of the layer on each unit in B")
               : section == Latency ? tr("Cycles, B minus A")
               : section == Energy  ? tr("In µJ for one image, B minus A")
                                    : QVariant();
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Layer:
        return tr("Layer");
    case First:
        return tr("In A");
    case Second:
        return tr("In B");
    case Moved:
        return tr("Moved");
    case Latency:
        return tr("Latency");
    default:
        return tr("Energy");
    }
}

int CompareSettingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_settings.size());
}

void CompareSettingsModel::setSettings(const std::vector<CompareSetting> &settings, bool onlyDifferent)
{
    beginResetModel();
    m_settings.clear();
    std::ranges::copy_if(settings, std::back_inserter(m_settings),
                         [&](const CompareSetting &setting) { return !onlyDifferent || !setting.isSame(); });
    m_sides = settings.empty() ? 2 : static_cast<int>(settings.front().values.size());
    endResetModel();
}

int CompareSettingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : First + m_sides;
}

QVariant CompareSettingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CompareSetting &setting = m_settings[static_cast<std::size_t>(index.row())];
    if (role == Qt::FontRole && index.column() != Name && !setting.isSame())
        return boldCellFont();
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString text = index.column() == Name ? setting.name : setting.values.value(index.column() - First);
    return role == Qt::DisplayRole && text.isEmpty() ? QStringLiteral("–") : text;
}

QVariant CompareSettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::TextAlignmentRole))
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(true);
    return section == Name ? tr("Setting") : sideName(static_cast<std::size_t>(section - First));
}

} // namespace odimo::widgets
