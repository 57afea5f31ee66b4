// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/vary/constants_model.h"
#include "widgets/vary/variants_model.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;

namespace odimo::widgets {

class EmptyState;
class NoteLabel;
class ObjectiveChooser;
class TableView;
class VariantsPlot;

/// Chips that differ in constants: what is varied of the platform, the front of all variants together with the variant
/// that is the best where, and what each of them can do.
class VariantsView : public QWidget {
    Q_OBJECT

public:
    explicit VariantsView(QWidget *parent = nullptr);

    /// In place of everything.
    void showText(const QString &title, const QString &text);
    /// What can be varied; what was asked for and found before is gone.
    void setFields(const VariationFields &fields, bool hasOperatingPoints);
    VariationFields fields() const;
    void showVariants(const VariantsValues &values);
    /// In place of variants; with `isError` they could not be computed, because of this.
    void showNote(const QString &text, bool isError);

    const VariantsValues &values() const { return m_values; }
    VariantsPlot &plot() { return *m_plot; }
    TableView &constants() { return *m_constantsTable; }
    TableView &table() { return *m_table; }
    EmptyState &emptyState() { return *m_state; }
    QString note() const;

signals:
    void wanted(); ///< fields() are to be computed.
    void described(const QString &text);

private:
    QWidget *form();
    QWidget *results();
    void mark();

    ConstantsModel m_constants;
    VariantsModel m_model;
    QSortFilterProxyModel *m_sorted;
    VariantsValues m_values;
    TableView *m_constantsTable;
    QCheckBox *m_operatingPoints;
    QLineEdit *m_area;
    QLineEdit *m_mostArea;
    ObjectiveChooser *m_objective;
    QPushButton *m_compute;
    NoteLabel *m_note;
    QLabel *m_sentence;
    VariantsPlot *m_plot;
    TableView *m_table;
    EmptyState *m_found; ///< Plot and table.
    EmptyState *m_state; ///< All.
};

} // namespace odimo::widgets
