// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure/run_verifier.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/base/error.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"

namespace odimo::explorer {

RunVerifier::RunVerifier(ProjectController &projects, widgets::MessageBar &message, QObject *parent)
    : QObject(parent), m_projects(projects), m_message(message)
{
    m_stop.setText(tr("Stop"));
    connect(&m_stop, &QAction::triggered, this, [this] {
        m_stop.setEnabled(false);
        if (m_repetition)
            m_repetition->stop();
    });
}

RunVerifier::~RunVerifier()
{
    if (m_repetition)
        m_repetition->stop();
}

void RunVerifier::verify(qint64 run)
{
    const ProjectValues *project = m_projects.project();
    if (!project || isBusy())
        return;
    m_run = run;
    try {
        m_repetition = std::make_unique<host::RunRepetition>(project->path, run, workers::LaunchOptions(),
                                                             [this](const host::Notice &notice) { follow(notice); });
    } catch (const Error &error) {
        m_message.showError(widgets::sentence(messageOf(error)));
        return;
    }
    m_stop.setEnabled(true);
    tell(tr("Run %1 is computed again...").arg(run));
    m_background.run(
        *this, [this] { return m_repetition->run(); }, [this](const project::Repetition &result) { finish(result); },
        [this](const QString &message) {
            m_repetition.reset();
            m_message.showError(widgets::sentence(message));
        });
}

void RunVerifier::follow(const host::Notice &notice)
{
    if (!std::holds_alternative<host::RunProgress>(notice))
        return;
    m_notices.add(notice);
    QMetaObject::invokeMethod(this, "showProgress", Qt::QueuedConnection);
}

void RunVerifier::showProgress()
{
    for (const auto &[run, progress] : m_notices.takeAll().progress)
        tell(tr("Run %1 is computed again: %2").arg(run).arg(shortActivityText(progress)));
}

void RunVerifier::tell(const QString &text) { m_message.showInformation(text, m_stop, tr("Stop")); }

void RunVerifier::finish(const project::Repetition &result)
{
    m_repetition.reset(); // Whose project is closed before it is read again.
    const QString text =
        tr("Run %1, computed again: %2. %3")
            .arg(m_run)
            .arg(verdictText(result.verdict), widgets::sentence(QString::fromStdString(result.explanation)));
    result.verdict == project::Verdict::Different ? m_message.showError(text) : m_message.showInformation(text);
    m_projects.refresh();
}

} // namespace odimo::explorer
