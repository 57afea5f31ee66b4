// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"

#include <QObject>

#include <memory>
#include <vector>

namespace odimo::explorer {

class Background;
class ProjectController;

/// The projects with which the open one is compared. Each is read once, and anew when it is opened again; they go with
/// the open project.
class ComparedProjects : public QObject {
    Q_OBJECT

public:
    ComparedProjects(const ProjectController &projects, Background &background, QObject *parent = nullptr);

    /// Reads the file and adds it behind the others; changed() or failed() follows. Nothing happens without an open
    /// project.
    void open(const std::filesystem::path &path);
    /// Forgets the one that was added last.
    void closeLast();
    bool isEmpty() const { return m_others.empty(); }
    /// In the order in which they were added.
    const std::vector<std::shared_ptr<const ProjectValues>> &others() const { return m_others; }
    /// By its place among all that are compared: 0 is the open project. Null if there is none.
    const ProjectValues *at(std::size_t place) const;
    bool isLoading() const { return m_isLoading; }

signals:
    void changed();
    void failed(const QString &message);

private:
    void followOpenProject();
    void take(const std::shared_ptr<const ProjectValues> &project);

    const ProjectController &m_projects;
    Background &m_background;
    std::filesystem::path m_beside; ///< The open project.
    std::vector<std::shared_ptr<const ProjectValues>> m_others;
    int m_request = 0;
    bool m_isLoading = false;
};

} // namespace odimo::explorer
