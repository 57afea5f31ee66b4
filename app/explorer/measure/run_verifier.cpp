// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure/run_verifier.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/base/error.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"

#include <exception>

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
    if (m_thread.joinable())
        m_thread.join();
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
    m_report = {};
    m_stop.setEnabled(true);
    show();
    m_thread = std::thread([this] { compute(); });
}

void RunVerifier::compute()
{
    try {
        const project::Repetition result = m_repetition->run();
        tell([&](Report &report) { report.result = result; });
    } catch (const std::exception &error) {
        tell([&](Report &report) { report.error = messageOf(error); });
    }
    tell([](Report &report) { report.hasEnded = true; });
}

void RunVerifier::follow(const host::Notice &notice)
{
    if (const auto *progress = std::get_if<host::RunProgress>(&notice))
        tell([&](Report &report) { report.activity = shortActivityText(progress->progress); });
}

void RunVerifier::tell(const std::function<void(Report &)> &change)
{
    {
        const std::lock_guard lock(m_mutex);
        change(m_report);
    }
    QMetaObject::invokeMethod(this, "show", Qt::QueuedConnection);
}

void RunVerifier::show()
{
    Report report;
    {
        const std::lock_guard lock(m_mutex);
        report = m_report;
    }
    if (!isBusy())
        return; // It was told more than once.
    if (report.hasEnded)
        return finish(report);
    m_message.showInformation(report.activity.isEmpty()
                                  ? tr("Run %1 is computed again...").arg(m_run)
                                  : tr("Run %1 is computed again: %2").arg(m_run).arg(report.activity),
                              m_stop, tr("Stop"));
}

void RunVerifier::finish(const Report &report)
{
    m_thread.join();
    m_repetition.reset(); // Whose project is closed before it is read again.
    if (!report.result) {
        m_message.showError(widgets::sentence(report.error));
        return;
    }
    const QString text = tr("Run %1, computed again: %2. %3")
                             .arg(m_run)
                             .arg(verdictText(report.result->verdict),
                                  widgets::sentence(QString::fromStdString(report.result->explanation)));
    report.result->verdict == project::Verdict::Different ? m_message.showError(text) : m_message.showInformation(text);
    m_projects.refresh();
}

} // namespace odimo::explorer
