// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/origin.h"

#include <QObject>

#include <optional>

namespace odimo::explorer {

class ProjectController;
class SelectionModel;
class ViewArea;

/// Shows again what a written figure shows: its project, run, layer and view.
class FigureOpener : public QObject {
    Q_OBJECT

public:
    FigureOpener(ProjectController &projects, SelectionModel &selection, ViewArea &area, QObject *parent = nullptr);

    void show(const Origin &source);

signals:
    /// It is not open.
    void projectWanted(const QString &path);
    /// The run is not in the project any more.
    void failed(const QString &message);

private:
    bool isOpen() const;
    void apply();

    ProjectController &m_projects;
    SelectionModel &m_selection;
    ViewArea &m_area;
    std::optional<Origin> m_wanted;
};

} // namespace odimo::explorer
