// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"

#include <QObject>

#include <memory>

namespace odimo::explorer {

class Background;
class ProjectController;

/// The second project, with which the open one is compared. It is read once, and anew when it is opened again; it goes
/// with the open project.
class ComparedProject : public QObject {
    Q_OBJECT

public:
    ComparedProject(const ProjectController &projects, Background &background, QObject *parent = nullptr);

    /// Reads the file; changed() or failed() follows. Nothing happens without an open project.
    void open(const std::filesystem::path &path);
    void close();
    const ProjectValues *project() const { return m_project.get(); }
    std::shared_ptr<const ProjectValues> shared() const { return m_project; }
    bool isLoading() const { return m_isLoading; }

signals:
    void changed();
    void failed(const QString &message);

private:
    void followOpenProject();

    const ProjectController &m_projects;
    Background &m_background;
    std::filesystem::path m_beside; ///< The open project.
    std::shared_ptr<const ProjectValues> m_project;
    int m_request = 0;
    bool m_isLoading = false;
};

} // namespace odimo::explorer
