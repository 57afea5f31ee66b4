// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/restrictions.h"
#include "widgets/layers/split_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The layers of one mapping, in the order of the network, and a last row with the totals.
/// Columns: layer, split, cycles of each unit, latency, energy.
class LayersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Layer, Split, FirstUnit };
    enum Role {
        ChannelsRole = Qt::UserRole, ///< QList<int>: the channels per unit, of the column Split.
        IsTotalRole,
    };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setSplit(SplitValues split);
    const SplitValues &split() const { return m_split; }
    /// Shown beside the names of their layers.
    void setPins(std::vector<mapping::Pin> pins);
    const std::vector<mapping::Pin> &pins() const { return m_pins; }

private:
    int latencyColumn() const { return FirstUnit + static_cast<int>(m_split.units.size()); }
    QList<int> channelsOf(int row) const;
    QString display(int row, int column) const;
    QString toolTip(int row, int column) const;
    bool isSlowestUnit(int row, int column) const;

    QString withoutSharedBeginning(const QString &name) const;
    QStringList pinTexts(int row) const;

    SplitValues m_split;
    qsizetype m_sharedBeginning = 0; ///< Letters.
    std::vector<mapping::Pin> m_pins;
};

} // namespace odimo::widgets
