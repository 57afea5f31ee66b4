// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/exploration/project_follower.h"

#include "app/explorer/base/background.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "core/host/files/work_folder.h"

#include <chrono>

namespace odimo::explorer {

namespace {

using namespace std::chrono_literals;
constexpr auto interval = 1s;

} // namespace

ProjectFollower::ProjectFollower(ProjectController &projects, const ExplorationController &exploration,
                                 Background &background, QObject *parent)
    : QObject(parent), m_projects(projects), m_exploration(exploration), m_background(background)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &ProjectFollower::look);
    connect(&projects, &ProjectController::opened, this, &ProjectFollower::begin);
    connect(&projects, &ProjectController::closed, this, [this] {
        m_timer.stop();
        setFollows(false);
    });
}

ProjectFollower::Stamp ProjectFollower::stampOf(const std::filesystem::path &project)
{
    Stamp stamp{.isExplored = host::isExplored(project)};
    std::error_code missing;
    stamp.database = std::filesystem::last_write_time(project, missing);
    stamp.log = std::filesystem::last_write_time(project.string() + "-wal", missing);
    return stamp;
}

void ProjectFollower::begin()
{
    m_last = {};
    setFollows(!m_exploration.isActive() && m_projects.project()->isExplored);
    m_timer.start();
}

void ProjectFollower::look()
{
    if (m_looking || m_exploration.isActive())
        return;
    m_looking = true;
    const std::filesystem::path path = m_projects.project()->path;
    m_background.run(
        *this, [path] { return stampOf(path); },
        [this, path](const Stamp &stamp) {
            m_looking = false;
            if (m_projects.project() && m_projects.project()->path == path && !m_exploration.isActive())
                take(stamp);
        },
        [this](const QString &) { m_looking = false; });
}

void ProjectFollower::take(const Stamp &stamp)
{
    const bool endsNow = m_follows && !stamp.isExplored;
    if ((stamp.isExplored || endsNow) && stamp != m_last)
        m_projects.refresh();
    m_last = stamp;
    setFollows(stamp.isExplored);
}

void ProjectFollower::setFollows(bool follows)
{
    if (std::exchange(m_follows, follows) != follows)
        emit followsChanged(follows);
}

} // namespace odimo::explorer
