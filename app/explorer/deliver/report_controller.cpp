// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/deliver/report_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"
#include "core/report/report_kinds.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

namespace odimo::explorer {

namespace {

/// "Web page (*.html);;PDF (*.pdf)"
QString filters()
{
    QStringList all;
    for (const report::ReportKind &kind : report::reportKinds())
        all << QStringLiteral("%1 (*%2)").arg(QString::fromUtf8(kind.title), QString::fromUtf8(kind.ending));
    return all.join(QStringLiteral(";;"));
}

QString withEnding(const QString &file)
{
    return QFileInfo(file).suffix().isEmpty() ? file + QString::fromUtf8(report::reportKinds().front().ending) : file;
}

} // namespace

ReportController::ReportController(const ProjectController &projects, Background &background,
                                   widgets::MessageBar &message, QWidget &window)
    : openFile([](const QString &file) { QDesktopServices::openUrl(QUrl::fromLocalFile(file)); }), m_projects(projects),
      m_background(background), m_message(message), m_window(window), m_open(new QAction(this))
{
    connect(m_open, &QAction::triggered, this, [this] { openFile(m_lastFile); });
}

void ReportController::choose()
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    const QFileInfo place(QString::fromStdString(project->path.string()));
    const QString file = QFileDialog::getSaveFileName(
        &m_window, tr("Write a Report"), place.dir().filePath(place.completeBaseName() + QStringLiteral(".html")),
        filters());
    if (!file.isEmpty())
        write(file);
}

void ReportController::write(const QString &file)
{
    ++m_jobs;
    m_background.run(
        *this,
        [path = m_projects.project()->path, file = withEnding(file)] {
            report::writeReport(project::Project::open(path, project::Access::ReadOnly), {}, file.toStdString());
            return file;
        },
        [this](const QString &written) {
            --m_jobs;
            showWritten(written);
        },
        [this](const QString &message) {
            --m_jobs;
            m_message.showError(widgets::sentence(message));
        });
}

void ReportController::showWritten(const QString &file)
{
    m_lastFile = file;
    m_message.showInformation(tr("The report is in %1.").arg(QDir::toNativeSeparators(file)), *m_open, tr("Open"));
}

} // namespace odimo::explorer
