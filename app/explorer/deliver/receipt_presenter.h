// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::widgets {
class RunInspector;
}

namespace odimo::explorer {

class Background;
class ProjectController;
class SelectionModel;

/// Shows the receipt that is kept with the selected run.
class ReceiptPresenter : public QObject {
    Q_OBJECT

public:
    ReceiptPresenter(const ProjectController &projects, const SelectionModel &selection, Background &background,
                     widgets::RunInspector &inspector);

    /// Reads it again.
    void show();

private:
    const ProjectController &m_projects;
    const SelectionModel &m_selection;
    Background &m_background;
    widgets::RunInspector &m_inspector;
    int m_requests = 0;
};

} // namespace odimo::explorer
