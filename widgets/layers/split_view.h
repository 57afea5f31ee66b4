// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/layers/sorted_layers.h"

#include <QWidget>

#include <optional>
#include <vector>

class QMenu;

namespace odimo::widgets {

class TableView;

/// The channel split of a mapping: a table of layers with bars and costs, and the legend of the units below.
class SplitView : public QWidget {
    Q_OBJECT

public:
    explicit SplitView(QWidget *parent = nullptr, LayerColumns columns = LayerColumns::Costs);
    void setSplit(const SplitValues &split);
    LayersModel &model() { return m_model; }
    TableView &table() { return *m_table; }
    void setPins(const std::vector<mapping::Pin> &pins);

    /// The layer that is current, or nothing. Emits nothing.
    void setCurrentLayer(const QString &layer);
    QString currentLayer() const;
    /// Makes the layer in the next row current, or, for -1, in the one before.
    void step(int by);

signals:
    /// By the user.
    void layerChosen(const QString &layer);
    /// All channels of the layer shall be on the unit, or be free if it is absent.
    void pinChosen(const QString &layer, std::optional<int> unit);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void hideWhatDoesNotFit(int least);
    void setColumnWidths();
    void offerPins(QMenu &menu, const QModelIndex &at);
    int layerIn(int row) const;

    LayersModel m_model;
    SortedLayers *m_sorted;
    TableView *m_table;
    QWidget *m_legend;
    bool m_isTold = false; ///< The current layer, by setCurrentLayer.
};

} // namespace odimo::widgets
