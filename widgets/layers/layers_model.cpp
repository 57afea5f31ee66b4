// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/layers_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"
#include "widgets/base/icons.h"

#include <QFont>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace odimo::widgets {

namespace {

/// The letters up to the last separator that the names of all layers begin with; 0 if there is one layer only.
qsizetype sharedBeginning(const SplitValues &split)
{
    if (split.layers.size() < 2)
        return 0;
    const QString &first = split.layers.front().name;
    qsizetype shared = first.size();
    for (const LayerSplit &layer : split.layers) {
        const auto end =
            std::mismatch(first.begin(), first.begin() + std::min(shared, layer.name.size()), layer.name.begin());
        shared = end.first - first.begin();
    }
    while (shared > 0 && first[shared - 1] != QLatin1Char('.') && first[shared - 1] != QLatin1Char('/'))
        --shared;
    return shared;
}

} // namespace

int LayersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_split.layers.empty() ? 0 : static_cast<int>(m_split.layers.size()) + 1;
}

int LayersModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return m_columns == LayerColumns::All ? sensitivityColumn() + 1 : idleColumn();
}

void LayersModel::setSplit(SplitValues split)
{
    const bool isSame = split.units == m_split.units &&
                        std::ranges::equal(split.layers, m_split.layers, {}, &LayerSplit::name, &LayerSplit::name);
    if (isSame) {
        m_split = std::move(split);
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    beginResetModel();
    m_split = std::move(split);
    m_sharedBeginning = sharedBeginning(m_split);
    endResetModel();
}

void LayersModel::setPins(std::vector<mapping::Pin> pins)
{
    m_pins = std::move(pins);
    if (rowCount() > 0)
        emit dataChanged(index(0, Layer), index(rowCount() - 1, Layer));
}

/// What tells a layer from the others must not be what a narrow column elides.
QString LayersModel::withoutSharedBeginning(const QString &name) const
{
    return m_sharedBeginning == 0 ? name : QChar(0x2026) + name.mid(m_sharedBeginning);
}

QStringList LayersModel::pinTexts(int row) const
{
    QStringList texts;
    if (row + 1 >= rowCount())
        return texts;
    const std::string layer = m_split.layers[static_cast<std::size_t>(row)].name.toStdString();
    for (const mapping::Pin &pin : m_pins) {
        if (pin.layer != layer)
            continue;
        const QString unit = m_split.units.value(pin.unit);
        texts << (pin.firstChannel ? tr("Channels %1 to %2 pinned to %3")
                                         .arg(*pin.firstChannel)
                                         .arg(pin.lastChannel.value_or(*pin.firstChannel))
                                         .arg(unit)
                                   : tr("Pinned to %1").arg(unit));
    }
    return texts;
}

QList<int> LayersModel::channelsOf(int row) const
{
    QList<int> channels(m_split.units.size(), 0);
    for (std::size_t layer = 0; layer < m_split.layers.size(); ++layer)
        if (static_cast<int>(layer) == row || row + 1 == rowCount())
            for (qsizetype unit = 0; unit < channels.size(); ++unit)
                channels[unit] += m_split.layers[layer].channels[static_cast<std::size_t>(unit)];
    return channels;
}

bool LayersModel::isSlowestUnit(int row, int column) const
{
    if (row + 1 >= rowCount() || column < FirstUnit || column >= latencyColumn())
        return false;
    const LayerSplit &layer = m_split.layers[static_cast<std::size_t>(row)];
    const auto &cycles = layer.cycles[static_cast<std::size_t>(column - FirstUnit)];
    return cycles && cycles == std::ranges::max(layer.cycles);
}

/// A share of the latency: of the layer, or of all layers in the last row. Below 0 if the unit cannot run the layer.
double LayersModel::idleOf(int row, int unit) const
{
    const auto at = static_cast<std::size_t>(unit);
    if (row + 1 < rowCount())
        return m_split.layers[static_cast<std::size_t>(row)].idle(at).value_or(-1);
    double busy_cycles = 0;
    for (const LayerSplit &layer : m_split.layers)
        busy_cycles += layer.cycles[at].value_or(0);
    return m_split.latency_cycles > 0 ? 1 - busy_cycles / m_split.latency_cycles : 0;
}

QString LayersModel::detail(int row, int column) const
{
    const bool isTotal = row + 1 == rowCount();
    if (column < sensitivityColumn()) {
        const double idle = idleOf(row, column - idleColumn());
        return idle < 0 ? QStringLiteral("–") : tr("%1 %").arg(QLocale().toString(100 * idle, 'f', 0));
    }
    if (isTotal)
        return {};
    const auto &sensitivity = m_split.layers[static_cast<std::size_t>(row)].sensitivity;
    return sensitivity ? localNumber(*sensitivity, 'g', 2) : QStringLiteral("–");
}

double LayersModel::sortValue(int row, int column) const
{
    if (row + 1 >= rowCount())
        return 0;
    const LayerSplit &layer = m_split.layers[static_cast<std::size_t>(row)];
    if (column == Layer)
        return row;
    if (column == Split) // The share of the first unit.
        return channelsOf(row).value(0) / std::max(1.0, std::reduce(layer.channels.begin(), layer.channels.end(), 0.0));
    if (column < latencyColumn())
        return layer.cycles[static_cast<std::size_t>(column - FirstUnit)].value_or(-1);
    if (column == latencyColumn())
        return layer.latency_cycles;
    if (column < idleColumn())
        return layer.energy_uJ;
    return column < sensitivityColumn() ? idleOf(row, column - idleColumn()) : layer.sensitivity.value_or(-1);
}

QString LayersModel::display(int row, int column) const
{
    const bool isTotal = row + 1 == rowCount();
    if (column == Split) {
        QStringList counts;
        for (const int count : channelsOf(row))
            counts << QString::number(count);
        return counts.join(QStringLiteral(" | "));
    }
    if (column >= idleColumn())
        return detail(row, column);
    if (isTotal) {
        if (column == Layer)
            return tr("Total");
        if (column == latencyColumn())
            return cyclesText(m_split.latency_cycles);
        return column > latencyColumn() ? QLocale().toString(m_split.energy_uJ, 'f', 3) : QString();
    }
    const LayerSplit &layer = m_split.layers[static_cast<std::size_t>(row)];
    if (column == Layer)
        return withoutSharedBeginning(layer.name);
    if (column < latencyColumn()) {
        const auto &cycles = layer.cycles[static_cast<std::size_t>(column - FirstUnit)];
        return cycles ? cyclesText(*cycles) : tr("cannot");
    }
    return column == latencyColumn() ? cyclesText(layer.latency_cycles) : QLocale().toString(layer.energy_uJ, 'f', 3);
}

QString LayersModel::toolTip(int row, int column) const
{
    if (column == Split) {
        QStringList parts;
        const QList<int> channels = channelsOf(row);
        for (qsizetype unit = 0; unit < channels.size(); ++unit)
            parts << tr("Channels on %1: %2").arg(m_split.units[unit]).arg(channels[unit]);
        return parts.join(QLatin1Char('\n'));
    }
    if (column >= idleColumn())
        return {};
    if (row + 1 == rowCount())
        return column == latencyColumn()
                   ? tr("%1 cycles, %2").arg(cyclesText(m_split.latency_cycles), millisecondsText(m_split.latency_ms))
                   : QString();
    if (column == Layer)
        return (QStringList{m_split.layers[static_cast<std::size_t>(row)].name,
                            m_split.layers[static_cast<std::size_t>(row)].geometry} +
                (m_split.layers[static_cast<std::size_t>(row)].isEdited ? QStringList{tr("Edited")} : QStringList()) +
                pinTexts(row))
            .join(QLatin1Char('\n'));
    const double conversion_cycles = m_split.layers[static_cast<std::size_t>(row)].conversion_cycles;
    if (column == latencyColumn() && conversion_cycles > 0)
        return tr("With %1 cycles to convert layouts").arg(cyclesText(conversion_cycles));
    return isSlowestUnit(row, column) ? tr("The slowest unit decides the latency of the layer") : QString();
}

QVariant LayersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool isTotal = index.row() + 1 == rowCount();
    switch (role) {
    case Qt::DisplayRole:
        return display(index.row(), index.column());
    case Qt::ToolTipRole:
        return toolTip(index.row(), index.column());
    case Qt::DecorationRole:
        return index.column() == Layer && !pinTexts(index.row()).isEmpty() ? QVariant(themedIcon(QStringLiteral("pin")))
                                                                           : QVariant();
    case ChannelsRole:
        return QVariant::fromValue(channelsOf(index.row()));
    case IsTotalRole:
        return isTotal;
    case SortRole:
        return sortValue(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return cellAlignment(index.column() < FirstUnit);
    case Qt::FontRole: {
        QFont font;
        font.setBold(isTotal || isSlowestUnit(index.row(), index.column()));
        font.setItalic(!isTotal && index.column() == Layer &&
                       m_split.layers[static_cast<std::size_t>(index.row())].isEdited);
        return font.bold() || font.italic() ? QVariant(font) : QVariant();
    }
    default:
        return {};
    }
}

QVariant LayersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(section < FirstUnit);
    if (role == Qt::ToolTipRole)
        return headingToolTip(section);
    return role == Qt::DisplayRole ? heading(section) : QVariant();
}

QString LayersModel::heading(int column) const
{
    if (column == Layer)
        return tr("Layer");
    if (column == Split)
        return tr("Channels");
    if (column < latencyColumn())
        return m_split.units[column - FirstUnit];
    if (column == latencyColumn())
        return tr("Latency");
    if (column < idleColumn())
        return tr("Energy");
    return column < sensitivityColumn() ? tr("Idle: %1").arg(m_split.units[column - idleColumn()]) : tr("Sensitivity");
}

QString LayersModel::headingToolTip(int column) const
{
    if (column < FirstUnit)
        return {};
    if (column < latencyColumn())
        return tr("Cycles that the unit %1 needs for its channels; the slower one is bold")
            .arg(m_split.units[column - FirstUnit]);
    if (column == latencyColumn())
        return tr("Cycles of the slowest unit");
    if (column < idleColumn())
        return tr("In µJ, for one image");
    return column < sensitivityColumn()
               ? tr("The share of the time of the layer in which the unit %1 waits for the other")
                     .arg(m_split.units[column - idleColumn()])
               : tr("The predicted increase of the loss if no channel of the layer stood on the more precise unit, in "
                    "nats");
}

} // namespace odimo::widgets
