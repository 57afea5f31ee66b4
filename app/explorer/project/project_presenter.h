// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/event.h"
#include "widgets/front/front_values.h"
#include "widgets/layers/split_values.h"
#include "widgets/runs/log_model.h"
#include "widgets/runs/runs_model.h"

#include <QObject>

#include <map>

namespace odimo::widgets {
class RunInspector;
} // namespace odimo::widgets

namespace odimo::explorer {

class ProjectController;
class SelectionModel;

/// Keeps models and views equal to the values of the open project and to the selected run.
class ProjectPresenter : public QObject {
    Q_OBJECT

public:
    ProjectPresenter(ProjectController &projects, SelectionModel &selection, widgets::RunInspector &inspector,
                     QObject *parent = nullptr);

    widgets::RunsModel &runs() { return m_runs; }
    widgets::LogModel &log() { return m_log; }
    /// What a run that is being trained does right now.
    void showProgress(qint64 run, const protocol::Progress &progress);
    /// No run is being trained any more.
    void forgetProgress() { m_progress.clear(); }
    /// Selects the most accurate mapping of the front, unless a run with a mapping is selected.
    void showResult();
    /// Shows a predicted mapping in place of a run, until one is selected.
    void showPrediction(const widgets::PredictedMarker &point, const widgets::SplitValues &split);

private:
    void showProject();
    void showNoProject();
    void showRuns();
    void showRun(qint64 run);
    void showSelected();
    void selectBest();
    const protocol::Progress *progressOf(std::int64_t run) const;

    ProjectController &m_projects;
    SelectionModel &m_selection;
    widgets::RunInspector &m_inspector;
    widgets::RunsModel m_runs;
    widgets::LogModel m_log;
    std::map<std::int64_t, protocol::Progress> m_progress;
    bool m_showsPrediction = false;
};

} // namespace odimo::explorer
