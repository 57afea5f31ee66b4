// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QWidget;

namespace odimo::explorer {

class DropTarget;
class ExplorationController;
class ProjectController;
class ProjectOpener;
class ProjectViews;
class SetupPresenter;

struct DroppedFile;

/// Who gets what is dropped.
struct DropParts {
    const ProjectController &projects;
    const ExplorationController &exploration;
    ProjectOpener &opener;
    ProjectViews &views;
    SetupPresenter &setup;
};

/// Brings files that are dropped on the window to those who have a use for them.
class DropController : public QObject {
    Q_OBJECT

public:
    /// `target` is to live longer.
    DropController(DropTarget &target, const DropParts &parts, QObject *parent = nullptr);

private:
    void use(const DroppedFile &file);
    void followProject();
    void followExploration();

    DropTarget &m_target;
    DropParts m_parts;
};

} // namespace odimo::explorer
