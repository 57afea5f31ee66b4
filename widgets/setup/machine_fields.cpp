// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/machine_fields.h"

#include "widgets/setup/path_edit.h"
#include "widgets/setup/setup_form.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>

namespace odimo::widgets {

namespace {

constexpr int mostJobs = 256;
constexpr int shownExecutors = 2;

/// Some lines of text that ask for no more room than they take.
class FewLines : public QPlainTextEdit {
public:
    explicit FewLines(int lines)
    {
        const int frame = 2 * (frameWidth() + static_cast<int>(document()->documentMargin()));
        setFixedHeight(lines * fontMetrics().lineSpacing() + frame);
    }
    QSize sizeHint() const override { return {QPlainTextEdit::sizeHint().width(), maximumHeight()}; }
};

QPlainTextEdit *executorsEdit()
{
    auto *edit = new FewLines(shownExecutors);
    edit->setAccessibleName(MachineFields::tr("Executors"));
    edit->setPlaceholderText(MachineFields::tr("this machine"));
    edit->setToolTip(MachineFields::tr(
        "Other machines, one a line: words before the worker's command, such as ssh lab-3 or srun --gres=gpu:1, and "
        "local for this one. What is started stands below. No project names them: they are yours alone."));
    edit->setTabChangesFocus(true);
    edit->setLineWrapMode(QPlainTextEdit::NoWrap);
    edit->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return edit;
}

} // namespace

MachineFields::MachineFields(SetupForm &form, const SetupChoices &choices, QObject *parent)
    : QObject(parent), m_device(comboBox(choices.devices, tr("Device"))),
      m_precision(comboBox(choices.precisions, tr("Precision"))), m_jobs(spinBox(0, mostJobs, tr("Jobs"))),
      m_executors(executorsEdit()), m_project(new PathEdit)
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
    form.addRow({.label = tr("E&xecutors"), .field = m_executors, .finding = SetupField::Executors});
    form.addRow({.label = tr("Project &file"), .field = m_project, .beside = browse, .finding = SetupField::Project});
    for (QComboBox *box : {m_device, m_precision})
        form.watch(box);
    form.watch(m_jobs);
    form.watch(m_project);
    connect(m_executors, &QPlainTextEdit::textChanged, &form, &SetupForm::changed);
}

void MachineFields::read(SetupFields &fields) const
{
    fields.device = m_device->currentText();
    fields.precision = m_precision->currentText();
    fields.jobs = m_jobs->value();
    fields.executors.clear();
    for (const QString &line : m_executors->toPlainText().split(QLatin1Char('\n')))
        if (const QString words = line.trimmed(); !words.isEmpty())
            fields.executors << words;
    fields.project = writtenProject().isEmpty() ? m_project->suggestion() : writtenProject();
}

void MachineFields::write(const SetupFields &fields)
{
    m_device->setCurrentText(fields.device);
    m_precision->setCurrentText(fields.precision);
    m_jobs->setValue(fields.jobs);
    if (const QString text = fields.executors.join(QLatin1Char('\n')); text != m_executors->toPlainText())
        m_executors->setPlainText(text);
    m_project->setText(fields.project);
}

QString MachineFields::writtenProject() const { return m_project->text().trimmed(); }

void MachineFields::setSuggestedProject(const QString &path) { m_project->setSuggestion(path); }

} // namespace odimo::widgets
