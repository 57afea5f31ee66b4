// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/layers/layers_model.h"

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
    explicit SplitView(QWidget *parent = nullptr);
    void setSplit(const SplitValues &split);
    LayersModel &model() { return m_model; }
    TableView &table() { return *m_table; }
    void setPins(const std::vector<mapping::Pin> &pins);

signals:
    /// All channels of the layer shall be on the unit, or be free if it is absent.
    void pinChosen(const QString &layer, std::optional<int> unit);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setColumnWidths();
    void offerPins(QMenu &menu, const QModelIndex &at);

    LayersModel m_model;
    TableView *m_table;
    QWidget *m_legend;
};

} // namespace odimo::widgets
