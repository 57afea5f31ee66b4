// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/view_content.h"
#include "core/base/origin.h"
#include "core/base/pgf_plot.h"

#include <QString>

#include <string>
#include <vector>

namespace odimo::widgets {
class CompareView;
class CurvesView;
class FrontPanel;
class LayersView;
class LogView;
class NetworkPanel;
class ProjectsView;
class QueueView;
class TimelineView;
class VariantsView;
struct Figure;
struct FigureStyle;
struct SplitValues;
} // namespace odimo::widgets

namespace odimo::host {
struct Front;
}

namespace odimo {
struct DataTable;
} // namespace odimo

namespace odimo::explorer {

class ActionRegistry;
class ProjectController;
class SelectionModel;
class UserSettings;
class ViewArea;

/// What is written, and what says whose it is.
struct SavedViews {
    ProjectController &projects;
    SelectionModel &selection;
    UserSettings &settings;
    ActionRegistry &actions;
    ViewArea &area;
    widgets::FrontPanel &front;
    widgets::NetworkPanel &network;
    widgets::LayersView &layers;
    widgets::TimelineView &timeline;
    widgets::CurvesView &curves;
    widgets::CompareView &compare;
    widgets::ProjectsView &comparedProjects;
    widgets::VariantsView &variants;
    widgets::QueueView &queue;
    widgets::LogView &log;
};

/// What the views of the window show of the open project, as pictures and texts.
class ContentSource {
public:
    explicit ContentSource(const SavedViews &views) : m_views(views) {}

    /// What there is to write now; empty without a project.
    std::vector<Content> offered() const;
    /// The others throw nothing, and need a project.
    Origin originOf(Content content) const;
    /// "ResNet8, run 3 (Search 0.1): Timeline"
    QString titleOf(Content content) const;
    /// Empty if it is a text.
    widgets::Figure figureOf(Content content, const widgets::FigureStyle &style) const;
    /// Of a kind that is no picture: the whole file.
    std::string textOf(const SaveChoice &choice) const;

private:
    widgets::SplitValues split() const;
    host::Front shownFront(bool isInViewOnly) const;
    DataTable tableOf(const SaveChoice &choice) const;
    /// Of log and explanation.
    std::string plainTextOf(Content content) const;
    std::string diagramOf(const SaveChoice &choice) const;
    PgfAxis frontDiagram(bool isInViewOnly) const;

    SavedViews m_views;
};

} // namespace odimo::explorer
