// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_panel.h"

#include "widgets/base/form_footer.h"
#include "widgets/base/note_label.h"
#include "widgets/setup/machine_fields.h"
#include "widgets/setup/mapping_fields.h"
#include "widgets/setup/network_fields.h"
#include "widgets/setup/setup_form.h"
#include "widgets/setup/training_fields.h"

#include <QAction>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace odimo::widgets {

SetupPanel::SetupPanel(const SetupChoices &choices, QWidget *parent)
    : QWidget(parent), m_form(new SetupForm), m_network(new NetworkFields(*m_form, choices, this)),
      m_mappings(new MappingFields(*m_form, choices, this)), m_training(new TrainingFields(*m_form, choices, this)),
      m_machine(new MachineFields(*m_form, choices, this)), m_question(new NoteLabel), m_answer(new QPushButton),
      m_cost(new NoteLabel), m_measure(new QPushButton(tr("Time steps on this machine")))
{
    auto *scroll = new QScrollArea;
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll, 1);
    auto *foot = new QVBoxLayout;
    const int gap = fontMetrics().height() / 2;
    foot->setContentsMargins(gap, 0, gap, gap);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_question, m_answer, m_cost, m_measure})
        foot->addWidget(widget);
    layout->addLayout(foot);
    setRunning(false);
    setQuestion({}, {});
    setCost({});
    connect(m_form, &SetupForm::changed, this, &SetupPanel::report);
    connect(m_form, &SetupForm::applied, this, &SetupPanel::applied);
    connect(m_answer, &QPushButton::clicked, this, &SetupPanel::questionAnswered);
    connect(m_measure, &QPushButton::clicked, this, &SetupPanel::measureRequested);
    connect(m_network, &NetworkFields::findingsRequested, this, &SetupPanel::networkFindingsRequested);
    connect(m_network, &NetworkFields::browseNetworkRequested, this, &SetupPanel::browseNetworkRequested);
    connect(m_network, &NetworkFields::browseDataFolderRequested, this, &SetupPanel::browseDataFolderRequested);
    connect(m_network, &NetworkFields::browseDataFileRequested, this, &SetupPanel::browseDataFileRequested);
    connect(m_machine, &MachineFields::browseProjectRequested, this, &SetupPanel::browseProjectRequested);
    m_mappings->update();
    m_training->update();
}

void SetupPanel::report()
{
    m_mappings->update();
    m_training->update();
    emit changed();
}

void SetupPanel::setStarts(const std::vector<StartChoice> &starts)
{
    if (m_mappings->setStarts(starts))
        emit changed();
}

SetupFields SetupPanel::fields() const
{
    SetupFields fields;
    m_network->read(fields);
    m_mappings->read(fields);
    m_training->read(fields);
    m_machine->read(fields);
    return fields;
}

void SetupPanel::setFields(const SetupFields &fields)
{
    {
        const QSignalBlocker once(m_form);
        m_network->write(fields);
        m_mappings->write(fields);
        m_training->write(fields);
        m_machine->write(fields);
    }
    report();
}

void SetupPanel::setField(QString SetupFields::*field, const QString &text)
{
    SetupFields changed = fields();
    changed.project = m_machine->writtenProject();
    changed.*field = text;
    setFields(changed);
}

void SetupPanel::setSuggestedProject(const QString &path) { m_machine->setSuggestedProject(path); }

void SetupPanel::setFindings(const QList<Finding> &findings) { m_form->setFindings(findings); }

void SetupPanel::setHasNetworkFindings(bool has) { m_network->setHasFindings(has); }

QString SetupPanel::findingText(SetupField field) const { return m_form->findingText(field); }

void SetupPanel::setPlan(const PlanValues &plan) { m_training->setPlan(plan); }

void SetupPanel::setCost(const CostNote &cost)
{
    m_cost->showNote(cost.text);
    m_measure->setVisible(cost.isGuess);
}

QString SetupPanel::cost() const { return m_cost->text(); }

void SetupPanel::setQuestion(const QString &question, const QString &answer)
{
    m_question->showNote(question);
    m_answer->setText(answer);
    m_answer->setAccessibleDescription(question);
    m_answer->setVisible(!question.isEmpty());
}

QString SetupPanel::question() const { return m_question->text(); }

void SetupPanel::setStartAction(QAction &start) { static_cast<QVBoxLayout *>(layout())->addWidget(formFooter(start)); }

void SetupPanel::setRunning(bool running)
{
    m_form->setEnabled(!running);
    m_measure->setEnabled(!running);
    const QString tip = running ? tr("An exploration is running: it needs the cores, and steps would seem slow")
                                : tr("Trains for some seconds with all cores, so that the time is told from this "
                                     "machine's own");
    m_measure->setToolTip(tip);
    m_measure->setStatusTip(tip);
}

} // namespace odimo::widgets
