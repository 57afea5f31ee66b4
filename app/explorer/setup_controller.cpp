// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup_controller.h"

#include "app/explorer/background.h"
#include "widgets/setup_panel.h"

#include <QDir>
#include <QStandardPaths>

namespace odimo::explorer {

SetupController::SetupController(widgets::SetupPanel &panel, Background &background, QObject *parent)
    : QObject(parent), m_panel(panel), m_background(background)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    connect(&m_delay, &QTimer::timeout, this, &SetupController::check);
    connect(&panel, &widgets::SetupPanel::changed, this, &SetupController::changed);
    changed();
}

void SetupController::changed()
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QDir folder = documents.exists() ? documents : QDir::home();
    m_panel.setSuggestedProject(QDir::toNativeSeparators(folder.filePath(suggestedProjectName(m_panel.fields()))));
    ++m_request;
    m_settings.reset();
    m_checking = true;
    m_obstacle = tr("The setup is being checked");
    m_delay.start();
    emit checked();
}

void SetupController::check()
{
    const int request = ++m_request;
    m_background.run(
        *this,
        [fields = m_panel.fields(), summaries = m_summaries] {
            return checkSetup(fields, [&](const std::string &name) { return summaries->of(name); });
        },
        [this, request](const SetupCheck &result) {
            if (request == m_request)
                take(result);
        },
        [this, request](const QString &message) {
            if (request == m_request)
                take({{{widgets::SetupField::Network, widgets::Finding::Severity::Error, message}}, std::nullopt});
        });
}

void SetupController::take(const SetupCheck &check)
{
    m_checking = false;
    m_settings = check.settings;
    m_obstacle = m_settings ? QString() : tr("The setup has an error, which is shown below its field");
    m_panel.setFindings(check.findings);
    emit checked();
}

} // namespace odimo::explorer
