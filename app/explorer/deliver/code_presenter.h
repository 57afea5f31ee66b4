// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/deliver/delivery.h"

#include <QObject>

namespace odimo::widgets {
class CodeView;
}

namespace odimo::explorer {

class Background;
class ProjectController;
class SelectionModel;

/// Keeps the source of the selected run in the view, while that can be seen, and its layer the selected one.
class CodePresenter : public QObject {
    Q_OBJECT

public:
    CodePresenter(const ProjectController &projects, SelectionModel &selection, Background &background,
                  widgets::CodeView &view);
    bool isBusy() const { return m_isBusy; }

private:
    void show();

    const ProjectController &m_projects;
    SelectionModel &m_selection;
    Background &m_background;
    widgets::CodeView &m_view;
    RunInFile m_shown; ///< Or asked for.
    int m_requests = 0;
    bool m_isBusy = false;
};

} // namespace odimo::explorer
