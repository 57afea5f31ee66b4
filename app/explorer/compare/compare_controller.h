// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"
#include "widgets/compare/compare_values.h"

#include <QObject>

#include <array>

namespace odimo::widgets {
class CompareView;
}

namespace odimo::explorer {

class Background;
class ComparedProjects;
class ProjectController;
class SelectionModel;

/// Keeps the comparison equal to the selected run (B) and the one that it is compared with (A): if none was chosen, all
/// channels on the reference unit. Either side may be a run of another project; the selected run is the other one
/// then.
class CompareController : public QObject {
    Q_OBJECT

public:
    CompareController(ProjectController &projects, const ComparedProjects &compared, SelectionModel &selection,
                      Background &background, widgets::CompareView &view, QObject *parent = nullptr);

    /// Compares the selected run with the one that was selected before.
    void compareWithPrevious();
    /// The run takes the side of its project: that of the open one is A, that of another B.
    void compare(const widgets::CompareRun &run);
    /// What is compared; run 0 on a side where none is.
    std::array<widgets::CompareRun, 2> compared() const;

signals:
    /// Other runs are compared.
    void comparedChanged();

private:
    void startAnew();
    void showChoices();
    void show();
    void choose(const widgets::CompareRun &first, const widgets::CompareRun &second);
    void chooseOther();
    std::int64_t first() const; ///< A, if both are of the open project; 0 if there is none.

    ProjectController &m_projects;
    const ComparedProjects &m_compared;
    SelectionModel &m_selection;
    Background &m_background;
    widgets::CompareView &m_view;
    qint64 m_selected = 0;                             ///< As this class knows it.
    qint64 m_previous = 0;                             ///< Selected before.
    std::array<widgets::CompareRun, 2> m_ofOther = {}; ///< Runs of other projects, by side; run 0: one of the open.
    int m_request = 0;
};

} // namespace odimo::explorer
