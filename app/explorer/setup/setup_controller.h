// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/setup/setup_check.h"
#include "app/explorer/setup/step_timer.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace odimo::widgets {
class SetupPanel;
}

namespace odimo::explorer {

class Background;
class UserSettings;

/// Checks the setup in the background a moment after it has changed, or at once when the user waits for it, and knows
/// whether it can be started and what it costs. Files that the open project names are untrusted: they are neither read
/// nor looked for until the user allows it.
class SetupController : public QObject {
    Q_OBJECT

public:
    SetupController(widgets::SetupPanel &panel, Background &background, UserSettings &userSettings,
                    const host::KnownTimes &known = {}, QObject *parent = nullptr);

    /// Present if the fields as they stand can be started.
    const std::optional<host::Settings> &settings() const { return m_settings; }
    /// Why they cannot; empty if they can.
    QString obstacle() const { return m_obstacle; }
    /// That of the fields when they were checked last.
    const ChosenNetwork &network() const { return m_network; }
    /// Why the restrictions cannot be kept; empty if they can.
    QString steeringFinding() const { return m_steeringFinding; }
    /// Of every mapping of the next exploration.
    void setRestrictions(const host::RestrictionSettings &restrictions);
    /// Those that the open project names; to be set before the fields are filled with them.
    void setUntrustedFiles(const QStringList &files);
    /// True while a file that the open project names has not been allowed.
    bool needsPermission() const;
    bool isChecking() const { return m_checking; }
    /// The file of a network that is being read for the check: one that was not named when the fields were checked last.
    /// Empty if there is none.
    QString networkInCheck() const;
    /// Back to the fields that were checked last, and to what was found about them. Does nothing unless a network is in
    /// check.
    void cancelCheck();
    /// What fills the fields now, with the file of the open project, which is proposed as long as they are about the
    /// same; absent: none that could be extended is open.
    void setOpenProject(const std::optional<widgets::SetupFields> &project);
    /// Looks again: what is outside of the fields has changed.
    void checkAgain();
    /// How long the fields rest before they are checked.
    void setDelay(std::chrono::milliseconds delay) { m_delay.setInterval(delay); }
    /// The cores are needed.
    void stopTiming() { m_stepTimer.stop(); }

signals:
    void checked();

private:
    void changed();
    /// Of the files in the fields, those the user has to be asked about.
    QStringList filesToAllow() const;
    void allow();
    void check();
    void take(const SetupCheck &check);
    void suggestProject();
    void timeSteps();

    widgets::SetupPanel &m_panel;
    Background &m_background;
    UserSettings &m_userSettings;
    QStringList m_untrustedFiles;
    const host::KnownTimes m_known;
    StepTimer m_stepTimer;
    std::optional<widgets::SetupFields> m_openProject;
    QSet<QString> m_taken; ///< Files that cannot be proposed: they are about something else, or cannot be written.
    QString m_suggestion;
    std::shared_ptr<DataSummaries> m_summaries = std::make_shared<DataSummaries>();
    QTimer m_delay;
    std::optional<host::Settings> m_settings;
    ChosenNetwork m_network;
    std::optional<widgets::SetupFields> m_checkedFields; ///< When they were checked last.
    SetupCheck m_lastCheck;
    host::RestrictionSettings m_restrictions;
    QString m_obstacle;
    QString m_steeringFinding;
    int m_request = 0;
    bool m_checking = true;
};

} // namespace odimo::explorer
