// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/restrictions.h"
#include "widgets/layers/split_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// Which columns a table of layers has.
enum class LayerColumns {
    Costs, ///< Layer, split, cycles of each unit, latency, energy.
    All,   ///< Then the idle time of each unit and the sensitivity.
};

/// The layers of one mapping, in the order of the network, and a last row with the totals.
class LayersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Layer, Split, FirstUnit };
    enum Role {
        ChannelsRole = Qt::UserRole, ///< QList<int>: the channels per unit, of the column Split.
        IsTotalRole,
        SortRole, ///< The value of a column as a number, in the units of the values; the place in the network of a
                  ///< layer.
    };

    explicit LayersModel(LayerColumns columns = LayerColumns::Costs, QObject *parent = nullptr)
        : QAbstractTableModel(parent), m_columns(columns)
    {
    }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    LayerColumns columns() const { return m_columns; }
    /// Of the same layers: their rows stay, and with them what is selected.
    void setSplit(SplitValues split);
    const SplitValues &split() const { return m_split; }
    /// Shown beside the names of their layers.
    void setPins(std::vector<mapping::Pin> pins);
    const std::vector<mapping::Pin> &pins() const { return m_pins; }
    int idleColumn() const { return latencyColumn() + 2; } ///< Of the first unit; with all columns.
    int sensitivityColumn() const { return idleColumn() + static_cast<int>(m_split.units.size()); }

private:
    int latencyColumn() const { return FirstUnit + static_cast<int>(m_split.units.size()); }
    double idleOf(int row, int unit) const;
    double sortValue(int row, int column) const;
    QString detail(int row, int column) const;
    QString heading(int column) const;
    QString headingToolTip(int column) const;
    QList<int> channelsOf(int row) const;
    QString display(int row, int column) const;
    QString toolTip(int row, int column) const;
    bool isSlowestUnit(int row, int column) const;

    QString withoutSharedBeginning(const QString &name) const;
    QStringList pinTexts(int row) const;

    LayerColumns m_columns;
    SplitValues m_split;
    qsizetype m_sharedBeginning = 0; ///< Letters.
    std::vector<mapping::Pin> m_pins;
};

} // namespace odimo::widgets
