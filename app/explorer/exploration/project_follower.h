// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <filesystem>

namespace odimo::explorer {

class Background;
class ExplorationController;
class ProjectController;

/// Keeps the open project up to date while another program explores it: looks every second whether the file has
/// changed and reads it again.
class ProjectFollower : public QObject {
    Q_OBJECT

public:
    ProjectFollower(ProjectController &projects, const ExplorationController &exploration, Background &background,
                    QObject *parent = nullptr);
    /// Another program explores the open project.
    bool follows() const { return m_follows; }

signals:
    void followsChanged(bool follows);

private:
    /// What changes when a project is written.
    struct Stamp {
        bool isExplored = false;
        std::filesystem::file_time_type database{}, log{};
        bool operator==(const Stamp &) const = default;
    };
    static Stamp stampOf(const std::filesystem::path &project);
    void begin();
    void look();
    void take(const Stamp &stamp);
    void setFollows(bool follows);

    ProjectController &m_projects;
    const ExplorationController &m_exploration;
    Background &m_background;
    QTimer m_timer;
    Stamp m_last;
    bool m_looking = false;
    bool m_follows = false;
};

} // namespace odimo::explorer
