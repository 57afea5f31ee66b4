// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace odimo::widgets {
class LogView;
class MessageBar;
class QueueView;
class SplitView;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class EditHistory;
class ExplorationController;
class ProjectController;
class SelectionModel;
class SteeringController;
class UserSettings;

/// What the controllers of the views work with.
struct ViewParts {
    ProjectController &projects;
    SelectionModel &selection;
    ExplorationController &exploration;
    Background &background;
    EditHistory &edits;
    SteeringController &steering;
    widgets::MessageBar &message;
    widgets::SplitView &split; ///< Of the inspector.
    UserSettings &userSettings;
    widgets::QueueView &queue; ///< Queue and log are saved as the views are.
    widgets::LogView &log;
};

} // namespace odimo::explorer
