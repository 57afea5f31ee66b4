// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compared_project.h"

#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"

#include <utility>

namespace odimo::explorer {

ComparedProject::ComparedProject(const ProjectController &projects, Background &background, QObject *parent)
    : QObject(parent), m_projects(projects), m_background(background)
{
    connect(&projects, &ProjectController::opened, this, &ComparedProject::followOpenProject);
    connect(&projects, &ProjectController::closed, this, &ComparedProject::followOpenProject);
}

void ComparedProject::followOpenProject()
{
    const ProjectValues *project = m_projects.project();
    if (std::exchange(m_beside, project ? project->path : std::filesystem::path()) != m_beside)
        close();
}

void ComparedProject::open(const std::filesystem::path &path)
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
            m_project = project;
            emit changed();
        },
        [this, request](const QString &message) {
            if (request != m_request)
                return;
            m_isLoading = false;
            emit failed(message);
        });
}

void ComparedProject::close()
{
    ++m_request;
    m_isLoading = false;
    if (std::exchange(m_project, nullptr))
        emit changed();
}

} // namespace odimo::explorer
