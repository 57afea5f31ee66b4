// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/compare_values.h"

#include <QAbstractTableModel>

namespace odimo::widgets {

/// The layers with the split of both runs as bars; only those that differ, unless all are asked for.
class CompareLayersModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Layer, First, Second, Moved, Latency, Energy, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : Columns; }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setLayers(const std::vector<CompareLayer> &layers, const QStringList &units, bool onlyDifferent);
    QString nameOf(int row) const { return m_layers[static_cast<std::size_t>(row)].name; }
    int rowOf(const QString &name) const; ///< -1 if it is not shown.

private:
    QString channelsText(const QList<int> &channels) const;

    std::vector<CompareLayer> m_layers;
    QStringList m_units;
};

/// Settings by name; only those that differ, unless all are asked for.
class CompareSettingsModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, First }; ///< From First on the values of A, B, ...

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void setSettings(const std::vector<CompareSetting> &settings, bool onlyDifferent);

private:
    std::vector<CompareSetting> m_settings;
    int m_sides = 2; ///< That are compared.
};

} // namespace odimo::widgets
