// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::widgets {
class CurvesView;
}

namespace odimo::explorer {

class ProjectController;
class SelectionModel;

/// Keeps the curves equal to the epochs of the selected run.
class CurvesPresenter : public QObject {
    Q_OBJECT

public:
    CurvesPresenter(const ProjectController &projects, const SelectionModel &selection, widgets::CurvesView &view,
                    QObject *parent = nullptr);

private:
    void show();

    const ProjectController &m_projects;
    const SelectionModel &m_selection;
    widgets::CurvesView &m_view;
};

} // namespace odimo::explorer
