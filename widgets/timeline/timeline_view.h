// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/timeline.h"
#include "widgets/base/figure.h"
#include "widgets/timeline/steps_model.h"

#include <QSortFilterProxyModel>
#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QStackedWidget;

namespace odimo::widgets {

class BarRows;
class EmptyState;
class TableView;
class TimelineCanvas;

enum class TimelineSource {
    Model,   ///< What the cost model says.
    Program, ///< The predicted schedule of the exported program.
};

/// What the units do when, for the layers of one mapping: lanes over time or energy by layer, and a table of the
/// layers that can be sorted by idle time.
class TimelineView : public QWidget {
    Q_OBJECT

public:
    explicit TimelineView(QWidget *parent = nullptr);

    TimelineSource source() const;
    void setSource(TimelineSource source);
    /// `title` says whose it is.
    void showTimeline(const QString &title, const mapping::Timeline &timeline);
    /// Why there is none.
    void showText(const QString &title, const QString &text);
    void setCurrentLayer(const QString &name);
    /// What a double click and the menu do with the current layer.
    void offer(QAction &editLayer);

    /// Of the times or the energy, whichever is shown.
    Figure figure(const FigureStyle &style) const;
    const mapping::Timeline &timeline() const { return m_timeline; }
    TimelineCanvas &canvas() { return *m_canvas; }
    BarRows &energy() { return *m_energy; }
    TableView &table() { return *m_table; }
    EmptyState &emptyState() { return *m_state; }

public slots:
    void fit();

signals:
    void sourceChanged();
    void layerChosen(const QString &name);
    void described(const QString &text);

private:
    void buildBar();
    void buildTable();
    void showQuantity();
    void showEnergy();
    void choose(const QString &name);
    void open(const QString &name);

    mapping::Timeline m_timeline;
    StepsModel m_steps;
    QSortFilterProxyModel m_sorted;
    QComboBox *m_source;
    QComboBox *m_quantity;
    QLabel *m_summary;
    TimelineCanvas *m_canvas;
    BarRows *m_energy;
    QStackedWidget *m_plots;
    TableView *m_table;
    EmptyState *m_state;
    QAction *m_edit = nullptr;
    QString m_current;
    bool m_isShowing = false; ///< The table follows; nobody has chosen.
};

} // namespace odimo::widgets
