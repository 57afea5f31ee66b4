// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/deliver/receipt_values.h"
#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/runs_model.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;

namespace odimo::widgets {

class EmptyState;
class ReceiptView;
class SplitView;
class StrengthField;

/// Everything about one run or predicted mapping: its figures and its channel split.
class RunInspector : public QWidget {
    Q_OBJECT

public:
    explicit RunInspector(QWidget *parent = nullptr);

    void showNothing();
    /// `split` is absent as long as the run has no mapping.
    void showRun(const RunRow &run, const std::optional<SplitValues> &split);
    /// A mapping that nobody has measured.
    void showPrediction(const PredictedMarker &point, const SplitValues &split);

    /// Of its exported code; empty: there is none.
    void setReceipt(const ReceiptValues &receipt);

    EmptyState &emptyState() { return *m_emptyState; }
    EmptyState &splitState() { return *m_splitState; }
    SplitView &split() { return *m_split; }
    const ReceiptView &receipt() const { return *m_receipt; }
    QString title() const;

signals:
    /// For a run that is being searched.
    void strengthChosen(qint64 run, double strength);

private:
    QLabel *addFigure(QGridLayout &grid, int column, const QString &name);
    void buildFigures(QGridLayout &grid);

    EmptyState *m_emptyState = nullptr;
    SplitView *m_split;
    EmptyState *m_splitState;
    QLabel *m_title;
    QLabel *m_message;
    QLabel *m_accuracy;
    QLabel *m_interval;
    QLabel *m_latency;
    QLabel *m_time;
    QLabel *m_energy;
    StrengthField *m_strength;
    QLabel *m_receiptTitle;
    ReceiptView *m_receipt;
};

} // namespace odimo::widgets
