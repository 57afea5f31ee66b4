// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"

#include <QObject>

namespace odimo::widgets {
class CompareView;
}

namespace odimo::explorer {

class Background;
class ProjectController;
class SelectionModel;

/// Keeps the comparison equal to the selected run (B) and the one that it is compared with (A): if none was chosen, all
/// channels on the reference unit.
class CompareController : public QObject {
    Q_OBJECT

public:
    CompareController(ProjectController &projects, SelectionModel &selection, Background &background,
                      widgets::CompareView &view, QObject *parent = nullptr);

    /// Compares the selected run with the one that was selected before.
    void compareWithPrevious();

private:
    void startAnew();
    void showChoices();
    void show();
    std::int64_t first() const; ///< A; 0 if there is none.

    ProjectController &m_projects;
    SelectionModel &m_selection;
    Background &m_background;
    widgets::CompareView &m_view;
    qint64 m_selected = 0; ///< As this class knows it.
    qint64 m_previous = 0; ///< Selected before.
    int m_request = 0;
};

} // namespace odimo::explorer
