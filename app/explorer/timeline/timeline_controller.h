// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "core/mapping/cost/timeline.h"

#include <QObject>

#include <optional>

namespace odimo::widgets {
class TimelineView;
enum class TimelineSource;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class ProjectController;
class SelectionModel;

/// Keeps the timeline equal to the selected run: what the cost model says of its mapping, or the program that would be
/// exported of it, which is made in the background.
class TimelineController : public QObject {
    Q_OBJECT

public:
    TimelineController(ProjectController &projects, SelectionModel &selection, Background &background,
                       widgets::TimelineView &view, QObject *parent = nullptr);

    /// True while a program is being made.
    bool isWorking() const { return m_isWorking; }

private:
    /// What the view shows; progress of a run changes none of it.
    struct Basis {
        std::filesystem::path project;
        std::int64_t run = 0;
        project::RunStatus status = project::RunStatus::Queued;
        std::optional<mapping::Mapping> mapping;
        widgets::TimelineSource source;
        bool operator==(const Basis &) const = default;
    };

    void show();
    void showNothing();
    void showModel(const ProjectValues &project, const project::Run &run);
    void makeProgram(const ProjectValues &project, const project::Run &run);

    ProjectController &m_projects;
    SelectionModel &m_selection;
    Background &m_background;
    widgets::TimelineView &m_view;
    std::optional<Basis> m_shown;
    int m_request = 0;
    bool m_isWorking = false;
};

} // namespace odimo::explorer
