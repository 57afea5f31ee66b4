// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/plan/settings.h"

#include <QObject>

#include <vector>

class QAction;

namespace odimo::project {
struct Run;
}

namespace odimo::widgets {
class MessageBar;
}

namespace odimo::explorer {

class EditController;
class ExplorationController;
class ExplorationStarter;
class ProjectController;

/// Has any mapping measured or fine-tuned in the open project, whether it is a point of the prediction, an edited split
/// or a run: at once, or by the exploration that runs, whose next it is. Tells what came of it.
class MappingMeasurer : public QObject {
    Q_OBJECT

public:
    MappingMeasurer(ProjectController &projects, ExplorationController &exploration, ExplorationStarter &starter,
                    widgets::MessageBar &message, QObject *parent = nullptr);

    /// `name` tells the user which mapping it is: "the edited split"; `runName` is what its run is called, unless it
    /// has a name; a number follows where another run is called so. Does nothing without a project.
    void measure(const mapping::Mapping &mapping, const QString &name, const QString &runName = {});
    void fineTune(const mapping::Mapping &mapping, const QString &name, const QString &runName = {});
    /// What its user wants to know of the edited mapping.
    void serve(const EditController &editor);
    /// The open project has been asked for it and it is not done.
    bool isAwaited(const mapping::Mapping &mapping) const;

signals:
    /// What was asked for is measured now, in this run.
    void measured(qint64 run);
    /// The user wants to see the run that a message names.
    void runChosen(qint64 run);

private:
    struct Asked {
        host::ChosenMapping chosen;
        QString name;
        bool isGiven = false; ///< The exploration that runs has taken it.
    };

    std::string freeName(const QString &wanted) const;
    void ask(const host::ChosenMapping &chosen, const QString &name);
    void give();
    void giveUp();
    void check();
    void showName(const Asked &asked);
    void tell(const Asked &asked, const project::Run &run);

    ProjectController &m_projects;
    ExplorationController &m_exploration;
    ExplorationStarter &m_starter;
    widgets::MessageBar &m_message;
    QAction *m_showRun;
    qint64 m_namedRun = 0;
    std::vector<Asked> m_asked;
};

} // namespace odimo::explorer
