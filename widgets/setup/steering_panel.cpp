// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/steering_panel.h"

#include "widgets/base/form_footer.h"
#include "widgets/base/limit_field.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/pin_list.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace odimo::widgets {

namespace {

QLabel *heading(const QString &text)
{
    auto *label = new QLabel(text);
    QFont bold = label->font();
    bold.setBold(true);
    label->setFont(bold);
    return label;
}

QLabel *explanation(const QString &text)
{
    auto *label = new NoteLabel;
    label->showNote(text);
    return label;
}

std::optional<double> times(std::optional<double> value, double factor)
{
    return value ? std::optional(*value * factor) : std::nullopt;
}

} // namespace

SteeringPanel::SteeringPanel(QWidget *parent)
    : QWidget(parent), m_latency(new LimitField(tr("Latency at most"), tr("ms"), LimitField::Open::AtHighEnd)),
      m_energy(new LimitField(tr("Energy at most"), tr("µJ"), LimitField::Open::AtHighEnd)),
      m_accuracy(new LimitField(tr("Accuracy at least"), tr("%"), LimitField::Open::AtLowEnd)), m_pins(new PinList),
      m_outcome(new NoteLabel), m_finding(new NoteLabel)
{
    auto *form = new QWidget;
    auto *fields = new QVBoxLayout(form);
    buildFields(*fields);
    auto *scroll = new QScrollArea;
    scroll->setWidget(form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(form->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    for (LimitField *limit : {m_latency, m_energy, m_accuracy})
        connect(limit, &LimitField::changed, this, &SteeringPanel::changed);
    connect(m_pins, &PinList::changed, this, &SteeringPanel::changed);
}

void SteeringPanel::buildFields(QVBoxLayout &layout)
{
    const int gap = fontMetrics().height() / 2;
    layout.addWidget(heading(tr("Limits")));
    for (LimitField *limit : {m_latency, m_energy, m_accuracy}) {
        layout.addWidget(limit);
        layout.addSpacing(gap / 2);
    }
    layout.addSpacing(gap / 2);
    layout.addWidget(heading(tr("Pins")));
    layout.addWidget(explanation(tr("Layers that stay on a unit. A right click on a layer of the selected run pins it, "
                                    "too.")));
    layout.addWidget(m_pins);
    layout.addSpacing(gap);
    layout.addWidget(m_outcome);
    layout.addWidget(m_finding);
    layout.addStretch(1);
}

SteeringFields SteeringPanel::fields() const
{
    return {.mostLatency_ms = m_latency->value(),
            .mostEnergy_uJ = m_energy->value(),
            .leastAccuracy = times(m_accuracy->value(), 0.01),
            .pins = m_pins->pins()};
}

void SteeringPanel::setFields(const SteeringFields &fields)
{
    m_latency->setValue(fields.mostLatency_ms);
    m_energy->setValue(fields.mostEnergy_uJ);
    m_accuracy->setValue(times(fields.leastAccuracy, 100));
    m_pins->setPins(fields.pins);
}

void SteeringPanel::setChoices(const SteeringChoices &choices)
{
    m_latency->setRange(choices.latency_ms);
    m_energy->setRange(choices.energy_uJ);
    m_accuracy->setRange({100 * choices.accuracy.low, 100 * choices.accuracy.high});
    m_pins->setLayers(choices.layers);
}

void SteeringPanel::showOutcome(const QString &text)
{
    m_outcome->showNote(text);
    showFinding();
}

void SteeringPanel::showRefusal(const QString &text)
{
    m_outcome->showError(text);
    showFinding();
}

void SteeringPanel::setFinding(const QString &text)
{
    m_finding->showError(text);
    showFinding();
}

void SteeringPanel::showFinding() { m_finding->setVisible(!m_outcome->isError() && !m_finding->text().isEmpty()); }

QString SteeringPanel::outcome() const
{
    return m_finding->isHidden() ? m_outcome->text() : m_outcome->text() + QLatin1Char('\n') + m_finding->text();
}

void SteeringPanel::setStartAction(QAction &start)
{
    static_cast<QVBoxLayout *>(layout())->addWidget(formFooter(start));
}

} // namespace odimo::widgets
