// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/runs/run_inspector.h"

#include "widgets/base/empty_state.h"
#include "widgets/base/format.h"
#include "widgets/base/strength_field.h"
#include "widgets/deliver/receipt_view.h"
#include "widgets/layers/split_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

QFont scaled(QFont font, double factor, QFont::Weight weight)
{
    font.setPointSizeF(font.pointSizeF() * factor);
    font.setWeight(weight);
    return font;
}

QString orDash(const std::optional<double> &value, QString (*text)(double))
{
    return value ? text(*value) : QStringLiteral("–");
}

/// Of a run that is done: whether it was computed again.
QString verificationClause(const RunRow &run)
{
    if (!run.verdict.isEmpty())
        return RunInspector::tr("; computed again: %1").arg(run.verdict);
    return run.state == RunState::Done ? RunInspector::tr("; not verified yet") : QString();
}

} // namespace

RunInspector::RunInspector(QWidget *parent)
    : QWidget(parent), m_split(new SplitView), m_splitState(new EmptyState(*m_split, QStringLiteral("inspector"))),
      m_title(new QLabel), m_message(new QLabel), m_accuracy(nullptr), m_interval(new QLabel), m_latency(nullptr),
      m_time(new QLabel), m_energy(nullptr), m_strength(new StrengthField),
      m_receiptTitle(new QLabel(tr("Exported code, when it was verified last"))), m_receipt(new ReceiptView)
{
    const int gap = fontMetrics().height() / 2;
    m_title->setFont(scaled(font(), 1.2, QFont::Bold));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *content = new QWidget;
    auto *figures = new QGridLayout;
    buildFigures(*figures);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(gap, gap, gap, gap);
    head->addWidget(m_title);
    head->addWidget(m_message);
    head->addSpacing(gap / 2);
    head->addLayout(figures);
    head->addWidget(m_strength);
    head->addWidget(m_receiptTitle);
    head->addWidget(m_receipt);
    m_receiptTitle->setForegroundRole(QPalette::PlaceholderText);
    m_receiptTitle->setContentsMargins(0, gap / 2, 0, 0);
    setReceipt({});
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_splitState, 1);

    m_emptyState = new EmptyState(*content, QStringLiteral("inspector"));
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_emptyState);
    connect(m_strength, &StrengthField::chosen, this, &RunInspector::strengthChosen);
    showNothing();
}

void RunInspector::buildFigures(QGridLayout &grid)
{
    grid.setHorizontalSpacing(fontMetrics().height());
    grid.setVerticalSpacing(0);
    m_accuracy = addFigure(grid, 0, tr("Test accuracy"));
    m_latency = addFigure(grid, 1, tr("Latency"));
    m_energy = addFigure(grid, 2, tr("Energy"));
    for (QLabel *detail : {m_interval, m_time})
        detail->setForegroundRole(QPalette::PlaceholderText);
    m_interval->setToolTip(tr("95 % interval for the number of test images"));
    grid.addWidget(m_interval, 2, 0);
    grid.addWidget(m_time, 2, 1);
}

QLabel *RunInspector::addFigure(QGridLayout &grid, int column, const QString &name)
{
    auto *title = new QLabel(name);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto *value = new QLabel;
    value->setFont(scaled(font(), 1.35, QFont::DemiBold));
    value->setAccessibleName(name);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    grid.addWidget(title, 0, column);
    grid.addWidget(value, 1, column);
    grid.setColumnStretch(column, 1);
    return value;
}

void RunInspector::setReceipt(const ReceiptValues &receipt)
{
    m_receipt->setReceipt(receipt);
    m_receiptTitle->setVisible(!receipt.rows.isEmpty());
    m_receipt->setVisible(!receipt.rows.isEmpty());
}

void RunInspector::showNothing()
{
    m_emptyState->showText(tr("No run selected"),
                           tr("Click a point of the front or a row of the table to see how its layers are split."));
}

void RunInspector::showRun(const RunRow &run, const std::optional<SplitValues> &split)
{
    const QString state = run.isUntrained && run.activity.isEmpty() ? tr("Measured without training") : statusText(run);
    m_title->setText(runTitle(run.id, run.name));
    const QString place = run.onFront ? tr("%1, on the front").arg(state) : state;
    const QString message = run.message.isEmpty() ? place + verificationClause(run) : run.message;
    m_message->setText((QStringList(message) + run.findings).join('\n'));
    m_accuracy->setText(orDash(run.accuracy, accuracyText));
    m_interval->setText(run.accuracy ? intervalText(run.interval) : QString());
    m_latency->setText(orDash(run.latency_cycles, kilocyclesText));
    m_time->setText(run.latency_ms ? millisecondsText(*run.latency_ms) : QString());
    m_energy->setText(orDash(run.energy_uJ, microjoulesText));
    m_strength->setVisible(run.isSteerable);
    if (run.isSteerable)
        m_strength->showStrength(run.id, run.strength.value_or(0));
    if (split) {
        m_split->setSplit(*split);
        m_splitState->showContent();
    } else {
        m_splitState->showText(tr("No mapping yet"), tr("This run has not assigned channels to units so far."));
    }
    m_emptyState->showContent();
}

void RunInspector::showPrediction(const PredictedMarker &point, const SplitValues &split)
{
    m_title->setText(tr("Predicted mapping"));
    m_message->setText(tr("Nobody has measured it: the accuracy is predicted"));
    m_accuracy->setText(accuracyText(point.accuracy));
    m_interval->setText(tr("predicted"));
    m_latency->setText(kilocyclesText(point.latency_cycles));
    m_time->setText(millisecondsText(point.latency_ms));
    m_energy->setText(microjoulesText(point.energy_uJ));
    m_strength->setVisible(false);
    m_split->setSplit(split);
    m_splitState->showContent();
    m_emptyState->showContent();
}

QString RunInspector::title() const { return m_title->text(); }

} // namespace odimo::widgets
