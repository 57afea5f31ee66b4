// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

class QAction;

namespace odimo::widgets {
class MessageBar;
}

namespace odimo::explorer {

class ExplorationController;
class ProjectController;
class SetupController;

/// What is read, and where that is told.
struct LoadingParts {
    ProjectController &projects;
    SetupController &setup;
    const ExplorationController &exploration;
    QAction &cancel;
    widgets::MessageBar &message;
};

/// Says what is being read when that takes a while, a project or the network of the setup, and lets the user cancel it:
/// then the window is as it was before.
class LoadingController : public QObject {
    Q_OBJECT

public:
    explicit LoadingController(const LoadingParts &parts, QObject *parent = nullptr);
    /// What is read faster is not worth a word.
    void setDelay(std::chrono::milliseconds delay) { m_delay.setInterval(delay); }

private:
    /// Empty if nothing is read, or nothing that could be left.
    QString loading() const;
    void follow();
    void offer();
    void withdraw();
    void cancel();

    LoadingParts m_parts;
    QTimer m_delay;
    QString m_loading; ///< Known of, whether or not it was told yet.
    QString m_told;    ///< The message, while it stands.
};

} // namespace odimo::explorer
