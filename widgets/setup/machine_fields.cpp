// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/machine_fields.h"

#include "widgets/setup/path_edit.h"
#include "widgets/setup/setup_form.h"

#include <QComboBox>
#include <QSpinBox>
#include <QToolButton>

namespace odimo::widgets {

namespace {

constexpr int mostJobs = 256;

} // namespace

MachineFields::MachineFields(SetupForm &form, const SetupChoices &choices, QObject *parent)
    : QObject(parent), m_device(comboBox(choices.devices, tr("Device"))),
      m_precision(comboBox(choices.precisions, tr("Precision"))), m_jobs(spinBox(0, mostJobs, tr("Jobs"))),
      m_project(new PathEdit)
{
    m_device->setToolTip(tr("Where workers compute: on the processor, or on a GPU with CUDA"));
    m_precision->setToolTip(
        tr("mixed computes the gradients of convolutions in bfloat16, which is faster on processors and GPUs that have "
           "it; the results of a mapped network stay exact. auto does so on processors that are fast at it."));
    m_jobs->setSpecialValueText(tr("automatic"));
    m_jobs->setToolTip(tr("Workers at a time; automatic: as many as the cores have threads for. Decides nothing but "
                          "the time"));
    m_project->setAccessibleName(tr("Project file"));
    m_project->setToolTip(tr("Everything the exploration finds is kept in this file; an existing project is extended"));
    auto *browse = browseButton(tr("Choose the project file"));
    connect(browse, &QToolButton::clicked, this, &MachineFields::browseProjectRequested);

    form.addHeading(tr("Where it runs"));
    form.addRow({.label = tr("De&vice"), .field = m_device});
    form.addRow({.label = tr("Pre&cision"), .field = m_precision});
    form.addRow({.label = tr("&Jobs"), .field = m_jobs});
    form.addRow({.label = tr("Project &file"), .field = m_project, .beside = browse, .finding = SetupField::Project});
    for (QComboBox *box : {m_device, m_precision})
        form.watch(box);
    form.watch(m_jobs);
    form.watch(m_project);
}

void MachineFields::read(SetupFields &fields) const
{
    fields.device = m_device->currentText();
    fields.precision = m_precision->currentText();
    fields.jobs = m_jobs->value();
    fields.project = writtenProject().isEmpty() ? m_project->suggestion() : writtenProject();
}

void MachineFields::write(const SetupFields &fields)
{
    m_device->setCurrentText(fields.device);
    m_precision->setCurrentText(fields.precision);
    m_jobs->setValue(fields.jobs);
    m_project->setText(fields.project);
}

QString MachineFields::writtenProject() const { return m_project->text().trimmed(); }

void MachineFields::setSuggestedProject(const QString &path) { m_project->setSuggestion(path); }

} // namespace odimo::widgets
