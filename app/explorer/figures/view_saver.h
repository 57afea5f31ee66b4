// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/figures/view_content.h"
#include "core/base/origin.h"

#include <QObject>

#include <vector>

namespace odimo::widgets {
class CompareView;
class CurvesView;
class FrontPanel;
class LayersView;
class NetworkPanel;
class ProjectsView;
class TimelineView;
struct Figure;
struct FigureStyle;
struct SplitValues;
} // namespace odimo::widgets

namespace odimo::host {
struct Front;
}

namespace odimo {
struct DataTable;
struct PgfAxis;
} // namespace odimo

namespace odimo::explorer {

class ActionRegistry;
class ProjectController;
class SelectionModel;
class UserSettings;
class ViewArea;
struct PreviewValues;

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
    widgets::ProjectsView &twoProjects;
};

/// Writes what a view shows as a picture or as values, with where it comes from in the file's metadata.
class ViewSaver : public QObject {
    Q_OBJECT

public:
    explicit ViewSaver(const SavedViews &views, QObject *parent = nullptr);

    /// What there is to write now; empty without a project.
    std::vector<Content> offered() const;
    /// saved() or failed() follows at once.
    void save(const SaveChoice &choice, const QString &file);
    Origin sourceOf(Content content) const;
    /// What save() would write, drawn, or the beginning of its text.
    PreviewValues preview(const SaveChoice &choice) const;

public slots:
    /// Asks what, how and where to.
    void ask();

signals:
    void saved(const QString &file);
    void failed(const QString &message);

private:
    void offerInMenus();
    void askFile(const SaveChoice &choice);
    void write(const SaveChoice &choice, const QString &file) const;
    std::string textOf(const SaveChoice &choice) const;
    widgets::SplitValues split() const;
    QString titleFor(Content content) const;
    widgets::Figure figureOf(Content content, const widgets::FigureStyle &style) const;
    host::Front shownFront(bool isInViewOnly) const;
    DataTable tableOf(const SaveChoice &choice) const;
    std::vector<PgfAxis> axesOf(const SaveChoice &choice) const;

    SavedViews m_views;
};

} // namespace odimo::explorer
