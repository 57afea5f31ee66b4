// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace odimo::widgets {
class MessageBar;
}

namespace odimo::explorer {

class Background;
class ProjectController;

/// Writes a report of the open project to a file that the user chooses, and offers to open it.
class ReportController : public QObject {
    Q_OBJECT

public:
    ReportController(const ProjectController &projects, Background &background, widgets::MessageBar &message,
                     QWidget &window);

    /// Asks for a file.
    void choose();
    /// Its ending says the kind; .html if it has none.
    void write(const QString &file);
    bool isBusy() const { return m_jobs > 0; }

    /// Opens a file for the user; the system's program for it unless it is replaced.
    std::function<void(const QString &file)> openFile;

private:
    void showWritten(const QString &file);

    const ProjectController &m_projects;
    Background &m_background;
    widgets::MessageBar &m_message;
    QWidget &m_window;
    QAction *m_open; ///< The file that was written last.
    QString m_lastFile;
    int m_jobs = 0;
};

} // namespace odimo::explorer
