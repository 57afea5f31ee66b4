// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/setup/setup_choices.h"
#include "app/explorer/setup/setup_settings.h"
#include "widgets/base/format.h"
#include "widgets/setup/setup_panel.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace odimo::explorer {

namespace {

/// True if explorations of both may share a project.
bool isAboutSame(const widgets::SetupFields &one, const widgets::SetupFields &other)
{
    return one.network == other.network && one.data == other.data && one.platform == other.platform &&
           one.layout == other.layout;
}

} // namespace

SetupController::SetupController(widgets::SetupPanel &panel, Background &background, UserSettings &userSettings,
                                 const host::KnownTimes &known, QObject *parent)
    : QObject(parent), m_panel(panel), m_background(background), m_userSettings(userSettings), m_known(known),
      m_stepTimer(background, known)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(250);
    connect(&m_delay, &QTimer::timeout, this, &SetupController::check);
    connect(&panel, &widgets::SetupPanel::changed, this, &SetupController::changed);
    connect(&panel, &widgets::SetupPanel::applied, this, [this] {
        if (m_delay.isActive()) {
            m_delay.stop();
            check();
        }
    });
    connect(&panel, &widgets::SetupPanel::questionAnswered, this, &SetupController::allow);
    connect(&panel, &widgets::SetupPanel::measureRequested, this, &SetupController::timeSteps);
    connect(&m_stepTimer, &StepTimer::timed, this, &SetupController::checkAgain);
    connect(&m_stepTimer, &StepTimer::failed, this, [this](const QString &message) {
        m_panel.setCost({.text = tr("No steps could be timed: %1").arg(widgets::sentence(message)), .isGuess = true});
    });
    changed();
}

void SetupController::setOpenProject(const std::optional<widgets::SetupFields> &project)
{
    m_openProject = project;
    suggestProject();
}

/// The open project while the fields are about the same, else a new one in the user's documents.
void SetupController::suggestProject()
{
    const widgets::SetupFields fields = m_panel.fields();
    const QDir documents(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    const QDir folder = documents.exists() ? documents : QDir::home();
    const QString name = suggestedProjectName(fields);
    if (m_openProject && isAboutSame(fields, *m_openProject)) {
        m_suggestion = m_openProject->project;
    } else {
        m_suggestion = folder.filePath(name);
        for (int number = 2; m_taken.contains(m_suggestion); ++number)
            m_suggestion =
                folder.filePath(QStringLiteral("%1-%2.odimo").arg(QFileInfo(name).completeBaseName()).arg(number));
    }
    m_panel.setSuggestedProject(QDir::toNativeSeparators(m_suggestion));
}

void SetupController::checkAgain()
{
    m_taken.clear();
    changed();
}

void SetupController::timeSteps()
{
    if (!m_settings || m_stepTimer.isTiming())
        return;
    m_panel.setCost({.text = tr("Timing training steps on this machine…")});
    m_stepTimer.time(*m_settings);
}

void SetupController::changed()
{
    suggestProject();
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
        [fields = m_panel.fields(), restrictions = m_restrictions, summaries = m_summaries, known = m_known] {
            return checkSetup(
                fields, restrictions, [&](const std::string &name) { return summaries->of(name); }, known);
        },
        [this, request](const SetupCheck &result) {
            if (request == m_request)
                take(result);
        },
        [this, request](const QString &message) {
            if (request == m_request)
                take({.findings = {{widgets::SetupField::Network, widgets::Finding::Severity::Error, message}},
                      .network = {.text = message},
                      .settings = std::nullopt});
        });
}

QString SetupController::networkInCheck() const
{
    const QString network = m_panel.fields().network;
    const bool isNew = m_checking && m_checkedFields && network != m_checkedFields->network;
    return isNew && host::isNetworkFile(network.toStdString()) ? QFileInfo(network).fileName() : QString();
}

void SetupController::cancelCheck()
{
    if (networkInCheck().isEmpty())
        return;
    const widgets::SetupFields fields = *m_checkedFields;
    const SetupCheck known = m_lastCheck;
    m_panel.setFields(fields); // Asks for a check, whose result is known.
    m_delay.stop();
    ++m_request;
    take(known);
}

void SetupController::take(const SetupCheck &check)
{
    const bool isProposed = m_panel.fields().project == QDir::toNativeSeparators(m_suggestion);
    const bool isOpen = m_openProject && m_suggestion == m_openProject->project;
    if (check.isProjectTaken && isProposed && !isOpen) {
        m_taken.insert(m_suggestion);
        return changed();
    }
    m_checking = false;
    m_checkedFields = m_panel.fields();
    if (isProposed)
        m_checkedFields->project.clear(); // It is proposed again.
    m_lastCheck = check;
    m_settings = check.settings;
    m_network = check.network;
    const auto steering = std::ranges::find(check.findings, widgets::SetupField::Steering, &widgets::Finding::field);
    m_steeringFinding = steering == check.findings.end() ? QString() : steering->text;
    if (m_settings)
        m_obstacle.clear();
    else if (m_steeringFinding.isEmpty())
        m_obstacle = tr("The setup has an error, which is shown below its field");
    else
        m_obstacle = tr("The limits and pins of the steering cannot be kept");
    m_panel.setFindings(check.findings);
    m_panel.setHasNetworkFindings(!check.network.findings.isEmpty());
    if (m_settings)
        m_panel.setPlan(check.plan);
    if (!m_stepTimer.isTiming())
        m_panel.setCost(check.cost);
    emit checked();
}

} // namespace odimo::explorer
