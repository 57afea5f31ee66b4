// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::widgets {
class RunsView;
}

namespace odimo::explorer {

class Background;
class EditHistory;
class ProjectController;
class SelectionModel;

/// Names of one's own for runs: written in the table, shown everywhere, kept in the project, undone and redone.
class RenameController : public QObject {
    Q_OBJECT

public:
    RenameController(ProjectController &projects, SelectionModel &selection, Background &background, EditHistory &edits,
                     widgets::RunsView &view, QObject *parent = nullptr);

    /// Lets the user write a name for the selected run.
    void begin();
    /// True until the file has the names that are shown.
    bool isStoring() const { return m_isStoring; }

signals:
    /// A name could not be kept; the old one is shown again.
    void failed(const QString &message);

private:
    void rename(qint64 run, const QString &name);
    void apply(qint64 run, const QString &name);
    void store();

    ProjectController &m_projects;
    SelectionModel &m_selection;
    Background &m_background;
    EditHistory &m_edits;
    widgets::RunsView &m_view;
    bool m_isStoring = false;
    bool m_storeAgain = false;
};

} // namespace odimo::explorer
