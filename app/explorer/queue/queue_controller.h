// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/exploration.h"
#include "widgets/queue/queue_model.h"

#include <QObject>

#include <map>
#include <vector>

namespace odimo::widgets {
class QueueView;
}

namespace odimo::explorer {

class ExplorationController;
class ExplorationStarter;
class ProjectController;
class SelectionModel;

/// Shows what an exploration does and will do, and hands on what the user wants of its runs.
class QueueController : public QObject {
    Q_OBJECT

public:
    QueueController(ProjectController &projects, ExplorationController &exploration, ExplorationStarter &starter,
                    SelectionModel &selection, widgets::QueueView &view, QObject *parent = nullptr);

private:
    void forget();
    void update();
    std::vector<widgets::QueueRow> rows() const;
    widgets::QueueRow rowOf(const project::Run &run) const;
    std::optional<widgets::QueueRow> phaseRow() const;
    QString timeLeft(std::int64_t run) const;
    QString summary() const;
    void order(const QList<qint64> &runs);
    void cancel(qint64 run);
    void retry(qint64 run);

    ProjectController &m_projects;
    ExplorationController &m_exploration;
    ExplorationStarter &m_starter;
    SelectionModel &m_selection;
    widgets::QueueView &m_view;
    std::map<std::int64_t, protocol::Progress> m_progress;
    host::OverallProgress m_overall;
    std::vector<std::int64_t> m_order; ///< As the user has set it.
};

} // namespace odimo::explorer
