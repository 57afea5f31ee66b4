// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/settings_table.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;

namespace odimo::widgets {

class BarRows;
class NoteLabel;
class ObjectiveChooser;

/// Two runs side by side: the way from the cost of A to that of B layer by layer, the splits, accuracies with their
/// interval, and settings. What both share is left out unless it is asked for.
class CompareView : public QWidget {
    Q_OBJECT

public:
    explicit CompareView(QWidget *parent = nullptr);

    /// The runs of both choosers, in their order; keeps what is chosen.
    void setChoices(const std::vector<CompareChoice> &choices);
    /// Shows them as chosen and emits nothing; run 0 chooses none.
    void setChosen(const CompareRun &first, const CompareRun &second);
    CompareRun first() const;
    CompareRun second() const;

    void showDifference(const CompareValues &values);
    void showText(const QString &title, const QString &text);
    void setCurrentLayer(const QString &name);

    const CompareValues &values() const { return m_values; }
    BarRows &waterfall() { return *m_waterfall; }
    TableView &layers() { return *m_layersTable; }
    TableView &settings() { return m_settings->table(); }
    EmptyState &emptyState() { return *m_state; }
    EmptyState &settingsState() { return *m_settings; }
    QString sentence() const;
    QString refusal() const; ///< Empty if everything can be compared.

signals:
    /// The user has chosen other runs, or has changed sides.
    void runsChosen(const odimo::widgets::CompareRun &first, const odimo::widgets::CompareRun &second);
    void layerChosen(const QString &name);
    void described(const QString &text);

private:
    void buildBar();
    void buildTables();
    void showLayers();
    void showWaterfall();
    void choose(const QString &layer);

    CompareValues m_values;
    CompareLayersModel m_layers;
    QComboBox *m_first;
    QComboBox *m_second;
    ObjectiveChooser *m_quantity;
    QCheckBox *m_onlyDifferent;
    QLabel *m_sentence;
    NoteLabel *m_refusal;
    BarRows *m_waterfall;
    TableView *m_layersTable;
    SettingsTable *m_settings;
    EmptyState *m_state;
    bool m_isShowing = false; ///< Choosers and tables follow; nobody has chosen.
};

} // namespace odimo::widgets
