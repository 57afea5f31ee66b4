// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compared_projects.h"

#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"

#include <algorithm>
#include <utility>

namespace odimo::explorer {

ComparedProjects::ComparedProjects(const ProjectController &projects, Background &background, QObject *parent)
    : QObject(parent), m_projects(projects), m_background(background)
{
    connect(&projects, &ProjectController::opened, this, &ComparedProjects::followOpenProject);
    connect(&projects, &ProjectController::closed, this, &ComparedProjects::followOpenProject);
}

void ComparedProjects::followOpenProject()
{
    const ProjectValues *project = m_projects.project();
    if (std::exchange(m_beside, project ? project->path : std::filesystem::path()) == m_beside)
        return;
    ++m_request;
    m_isLoading = false;
    if (!std::exchange(m_others, {}).empty())
        emit changed();
}

const ProjectValues *ComparedProjects::at(std::size_t place) const
{
    if (place == 0)
        return m_projects.project();
    return place <= m_others.size() ? m_others[place - 1].get() : nullptr;
}

void ComparedProjects::open(const std::filesystem::path &path)
{
    if (!m_projects.project())
        return;
    std::error_code missing; // Reading it says why.
    if (std::filesystem::equivalent(path, m_projects.project()->path, missing)) {
        emit failed(tr("%1 is the project that is open. Choose another one to compare it with.")
                        .arg(QString::fromStdString(path.filename().string())));
        return;
    }
    m_isLoading = true;
    const int request = ++m_request;
    m_background.run(
        *this, [path] { return std::make_shared<const ProjectValues>(readProject(path)); },
        [this, request](const std::shared_ptr<const ProjectValues> &project) {
            if (request != m_request)
                return;
            m_isLoading = false;
            take(project);
        },
        [this, request](const QString &message) {
            if (request != m_request)
                return;
            m_isLoading = false;
            emit failed(message);
        });
}

/// One that is there already keeps its place.
void ComparedProjects::take(const std::shared_ptr<const ProjectValues> &project)
{
    const auto same = std::ranges::find_if(m_others, [&](const std::shared_ptr<const ProjectValues> &other) {
        std::error_code missing;
        return other->path == project->path || std::filesystem::equivalent(other->path, project->path, missing);
    });
    if (same == m_others.end())
        m_others.push_back(project);
    else
        *same = project;
    emit changed();
}

void ComparedProjects::closeLast()
{
    ++m_request;
    m_isLoading = false;
    if (m_others.empty())
        return;
    m_others.pop_back();
    emit changed();
}

} // namespace odimo::explorer
