// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

#include <QObject>

#include <filesystem>
#include <vector>

class QAction;

namespace odimo::widgets {
class FrontPanel;
class MessageBar;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class ProjectController;

/// What the overlays touch.
struct OverlayViews {
    widgets::FrontPanel &panel;
    widgets::MessageBar &message;
    QAction &overlay;
    QAction &remove;
};

/// Lays the fronts of other projects behind that of the open one, if they can be compared with it.
class OverlayController : public QObject {
    Q_OBJECT

public:
    OverlayController(ProjectController &projects, Background &background, const OverlayViews &views,
                      QObject *parent = nullptr);

    /// Asks for a file.
    void choose();
    /// Says why not if its network, data or platform are others.
    void add(const std::filesystem::path &path);
    void removeAll();

private:
    void take(const widgets::OverlayFront &overlay);
    void show();
    void followProject();

    ProjectController &m_projects;
    Background &m_background;
    OverlayViews m_views;
    std::filesystem::path m_behind; ///< The project that they lie behind.
    std::vector<widgets::OverlayFront> m_overlays;
};

} // namespace odimo::explorer
