// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

#include <utility>
#include <vector>

class QAction;
class QDockWidget;
class QMainWindow;
class QString;
class QWidget;

namespace odimo::explorer {

class ActionRegistry;
class UserSettings;

/// Ways to arrange the docks around the views.
enum class LayoutPreset {
    Explore, ///< All of them: to set up and to watch.
    Inspect, ///< The runs and the selected one.
    Present, ///< None, and large letters in the views.
};

/// What the docks hold.
struct DockContents {
    QWidget &setup;
    QWidget &steering;
    QWidget &runs;
    QWidget &inspector;
    QWidget &log;
    QWidget &queue;
    QWidget &findings;
    QWidget &views; ///< The centre of the window: no dock, but its letters grow for a presentation.
};

/// The docks around the centre of the window: where they are at first, where the user has moved them, and that those of
/// a project are hidden while there is none.
class DockLayout : public QObject {
    Q_OBJECT

public:
    /// The actions that show and hide docks are tied to them.
    DockLayout(QMainWindow &window, const ActionRegistry &actions, const DockContents &contents,
               QObject *parent = nullptr);

    /// As the user left it, without a project.
    void restore(const UserSettings &settings);
    void store(UserSettings &settings) const;
    LayoutPreset preset() const { return m_preset; }
    /// Puts every dock where the preset has it.
    void apply(LayoutPreset preset);
    /// With a project the docks come back as they were; without one the setup is shown, and the findings if asked for.
    void setProjectShown(bool shown);
    /// Brings the setup to the front.
    void showSetup();
    void showRuns();
    void showFindings();

private:
    QDockWidget *add(const QString &name, const QString &title, QWidget &content, QAction &action);

    void tie(QAction &action, QDockWidget &dock);
    void showStates() const;
    void applyExplore();
    void setPreset(LayoutPreset preset);

    QMainWindow &m_window;
    const ActionRegistry &m_actions;
    QWidget &m_views;
    QDockWidget *m_setup;
    QDockWidget *m_steering;
    QDockWidget *m_runs;
    QDockWidget *m_inspector;
    QDockWidget *m_log;
    QDockWidget *m_queue;
    QDockWidget *m_findings;
    std::vector<std::pair<QAction *, QDockWidget *>> m_tied;
    QByteArray m_projectLayout; ///< Of the docks while a project is shown; kept while there is none.
    LayoutPreset m_preset = LayoutPreset::Explore;
    bool m_showsProject = false;
};

} // namespace odimo::explorer
