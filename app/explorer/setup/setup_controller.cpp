// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/user_settings.h"
#include "widgets/setup/setup_panel.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>

namespace odimo::explorer {

SetupController::SetupController(widgets::SetupPanel &panel, Background &background, UserSettings &userSettings,
                                 QObject *parent)
    : QObject(parent), m_panel(panel), m_background(background), m_userSettings(userSettings)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    connect(&m_delay, &QTimer::timeout, this, &SetupController::check);
    connect(&panel, &widgets::SetupPanel::changed, this, &SetupController::changed);
    connect(&panel, &widgets::SetupPanel::questionAnswered, this, &SetupController::allow);
    changed();
}

void SetupController::changed()
{
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QDir folder = documents.exists() ? documents : QDir::home();
    m_panel.setSuggestedProject(QDir::toNativeSeparators(folder.filePath(suggestedProjectName(m_panel.fields()))));
    ++m_request;
    m_settings.reset();
    const QStringList toAllow = filesToAllow();
    m_panel.setQuestion(toAllow.isEmpty() ? QString()
                                          : tr("The project names files on this computer. They are not read until you "
                                               "allow it:\n%1")
                                                .arg(toAllow.join(QLatin1Char('\n'))),
                        tr("Allow reading"));
    m_checking = toAllow.isEmpty();
    if (m_checking) {
        m_obstacle = tr("The setup is being checked");
        m_delay.start();
    } else {
        m_obstacle = tr("First allow the files above to be read");
        m_delay.stop();
        m_panel.setFindings({});
    }
    emit checked();
}

void SetupController::setUntrustedFiles(const QStringList &files) { m_untrustedFiles = files; }

bool SetupController::needsPermission() const
{
    const QStringList allowed = m_userSettings.allowedFiles();
    return std::ranges::any_of(m_untrustedFiles, [&](const QString &file) { return !allowed.contains(file); });
}

QStringList SetupController::filesToAllow() const
{
    QStringList files = filesNamedBy(m_panel.fields());
    const QStringList allowed = m_userSettings.allowedFiles();
    files.removeIf([&](const QString &file) { return !m_untrustedFiles.contains(file) || allowed.contains(file); });
    return files;
}

void SetupController::allow()
{
    m_userSettings.allowReading(filesToAllow());
    changed();
}

void SetupController::setRestrictions(const host::RestrictionSettings &restrictions)
{
    if (restrictions == m_restrictions)
        return;
    m_restrictions = restrictions;
    changed();
}

void SetupController::check()
{
    const int request = ++m_request;
    m_background.run(
        *this,
        [fields = m_panel.fields(), restrictions = m_restrictions, summaries = m_summaries] {
            return checkSetup(fields, restrictions, [&](const std::string &name) { return summaries->of(name); });
        },
        [this, request](const SetupCheck &result) {
            if (request == m_request)
                take(result);
        },
        [this, request](const QString &message) {
            if (request == m_request)
                take({{{widgets::SetupField::Network, widgets::Finding::Severity::Error, message}}, {}, std::nullopt});
        });
}

void SetupController::take(const SetupCheck &check)
{
    m_checking = false;
    m_settings = check.settings;
    const auto steering = std::ranges::find(check.findings, widgets::SetupField::Steering, &widgets::Finding::field);
    m_steeringFinding = steering == check.findings.end() ? QString() : steering->text;
    if (m_settings)
        m_obstacle.clear();
    else if (m_steeringFinding.isEmpty())
        m_obstacle = tr("The setup has an error, which is shown below its field");
    else
        m_obstacle = tr("The limits and pins of the steering cannot be kept");
    m_panel.setFindings(check.findings);
    m_panel.setNetworkFindings(check.ofNetwork);
    emit checked();
}

} // namespace odimo::explorer
