// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/steering/steering_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/edit_history.h"
#include "core/mapping/edit/split_change.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/layers/split_view.h"
#include "widgets/setup/steering_panel.h"

#include <QAction>

#include <utility>

namespace odimo::explorer {

SteeringController::SteeringController(ProjectController &projects, Background &background, EditHistory &edits,
                                       const SteeringViews &views, QObject *parent)
    : QObject(parent), m_projects(projects), m_background(background), m_edits(edits), m_views(views)
{
    connect(&projects, &ProjectController::opened, this, &SteeringController::showProject);
    connect(&projects, &ProjectController::closed, this, &SteeringController::forgetProject);
    connect(&projects, &ProjectController::frontsChanged, this, [this] {
        updateChoices();
        predict();
    });
    connect(&views.panel, &widgets::SteeringPanel::changed, this, [this] { edit(m_views.panel.fields()); });
    connect(&views.front, &widgets::FrontPanel::axisChanged, this, &SteeringController::predict);
    connect(&views.front.plot(), &widgets::FrontPlot::limitDragged, this, &SteeringController::drag);
    connect(&views.front.plot(), &widgets::FrontPlot::predictionChosen, this, &SteeringController::choose);
    connect(&views.split, &widgets::SplitView::pinChosen, this, &SteeringController::pin);
    connect(&views.showPrediction, &QAction::toggled, this, &SteeringController::showPrediction);
    views.showPrediction.setChecked(true);
    forgetProject();
}

host::RestrictionSettings SteeringController::restrictions() const { return restrictionsOf(m_views.panel.fields()); }

void SteeringController::showProject()
{
    m_predicted = {};
    m_chosen.reset();
    updateChoices();
    change();
}

void SteeringController::restoreRestrictions()
{
    const std::optional<host::Settings> &settings = m_projects.project()->settings;
    apply(steeringFields(settings ? settings->restrictions : host::RestrictionSettings()));
}

void SteeringController::forgetProject()
{
    m_predicted = {};
    m_chosen.reset();
    m_views.panel.setFields({});
    m_fields = {};
    m_views.panel.showOutcome({});
    widgets::setObstacle(m_views.showPrediction, tr("No project is open"));
    m_views.front.setLimits({});
    m_views.split.setPins({});
    showPrediction();
    emit restrictionsChanged();
}

void SteeringController::updateChoices()
{
    m_views.panel.setChoices(steeringChoices(*m_projects.project()));
    m_fields = m_views.panel.fields(); // The fields round to what their ranges need.
}

void SteeringController::edit(const widgets::SteeringFields &fields)
{
    if (fields == m_fields)
        return;
    m_edits.push(std::make_unique<ValueEdit<widgets::SteeringFields>>(
        steeringEditText(m_fields, fields), steeringEditSubject(m_fields, fields), m_fields, fields,
        [this](const widgets::SteeringFields &chosen) { apply(chosen); }));
}

/// Fields that are being written in are left alone if they say the same.
void SteeringController::apply(const widgets::SteeringFields &fields)
{
    if (m_views.panel.fields() != fields)
        m_views.panel.setFields(fields);
    m_fields = m_views.panel.fields();
    change();
}

void SteeringController::change()
{
    showRestrictions();
    predict();
}

std::vector<mapping::Pin> SteeringController::pins() const
{
    const ProjectValues *project = m_projects.project();
    return project ? readablePins(m_fields.pins, project->costs.platform) : std::vector<mapping::Pin>();
}

void SteeringController::setPins(const QString &layer, const std::vector<mapping::Pin> &pins)
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    widgets::SteeringFields fields = m_views.panel.fields();
    fields.pins = repinned(fields.pins, project->costs.platform, layer, pins);
    edit(fields);
}

void SteeringController::pin(const QString &layer, std::optional<int> unit)
{
    setPins(layer, unit ? std::vector<mapping::Pin>{{.layer = layer.toStdString(), .unit = *unit}}
                        : std::vector<mapping::Pin>());
}

void SteeringController::pinMapping(const mapping::Mapping &mapping, const QString &layer)
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    widgets::SteeringFields fields = m_views.panel.fields();
    for (const mapping::LayerMapping &each : mapping.layers)
        if (layer.isEmpty() || each.layer == layer.toStdString())
            fields.pins = repinned(fields.pins, project->costs.platform, QString::fromStdString(each.layer),
                                   mapping::pinsOf(each));
    edit(fields);
}

void SteeringController::drag(widgets::LimitKind limit, double value)
{
    const ProjectValues *project = m_projects.project();
    if (!project || value <= 0)
        return;
    widgets::SteeringFields fields = m_views.panel.fields();
    switch (limit) {
    case widgets::LimitKind::Accuracy:
        fields.leastAccuracy = std::min(value, 1.0);
        break;
    case widgets::LimitKind::Cost:
        setCostLimit(fields, m_views.front.axis(), value, project->costs.platform);
        break;
    }
    edit(fields);
}

void SteeringController::showRestrictions()
{
    const ProjectValues *project = m_projects.project();
    if (!project) { // One that an exploration is still making.
        emit restrictionsChanged();
        return;
    }
    const platform::Platform &platform = project->costs.platform;
    const widgets::SteeringFields fields = m_views.panel.fields();
    m_views.front.setLimits(frontLimits(fields, platform));
    m_views.split.setPins(readablePins(fields.pins, platform));
    emit restrictionsChanged();
}

SteeringController::Basis SteeringController::basis() const
{
    const ProjectValues *project = m_projects.project();
    return {.prediction = project ? project->fronts.prediction : nullptr,
            .objective = widgets::objectiveOf(m_views.front.axis())};
}

void SteeringController::predict()
{
    const Basis basis = this->basis();
    const bool isReady = basis.prediction != nullptr;
    widgets::setObstacle(m_views.showPrediction, isReady ? QString() : noAnalysisText());
    if (!isReady || !basis.objective) {
        m_predicted = {};
        showPrediction();
        m_views.panel.showOutcome(m_projects.project() && !isReady ? noAnalysisText() : QString());
        return;
    }
    if (m_isPredicting) {
        m_predictAgain = true;
        return;
    }
    m_isPredicting = true;
    m_background.run(
        *this,
        [basis, restrictions = restrictions()] {
            return predictionOf(*basis.prediction, *basis.objective, restrictions);
        },
        [this, basis](const Prediction &made) { take(basis, made); },
        [this, basis](const QString &message) { refuse(basis, message); });
}

/// While a slider moves, each answer is shown, although the next is on its way: the line follows one step behind.
void SteeringController::take(const Basis &made, const Prediction &prediction)
{
    m_isPredicting = false;
    if (made == basis()) {
        m_predicted = prediction;
        showPrediction();
        m_views.panel.showOutcome(outcomeText(prediction.markers, *made.objective));
    }
    if (std::exchange(m_predictAgain, false) || made != basis())
        predict();
}

void SteeringController::refuse(const Basis &made, const QString &message)
{
    m_isPredicting = false;
    if (made == basis()) {
        m_predicted = {};
        showPrediction();
        m_views.panel.showRefusal(widgets::sentence(message));
    }
    if (std::exchange(m_predictAgain, false) || made != basis())
        predict();
}

void SteeringController::showPrediction()
{
    const bool isShown = m_views.showPrediction.isChecked();
    m_views.front.setPrediction(isShown ? m_predicted.markers : std::vector<widgets::PredictedMarker>());
}

/// The plot shows the prediction as it stands here, so the place in both is the same.
void SteeringController::choose(qsizetype index)
{
    const std::shared_ptr<const host::InstantFront> front = basis().prediction;
    const auto at = static_cast<std::size_t>(index);
    if (!front || at >= m_predicted.markers.size())
        return;
    const mapping::Restrictions restrictions =
        host::restrictionsOf(m_predicted.restrictions, m_projects.project()->costs.platform);
    m_chosen = front->mappingOf(m_predicted.entries[at], restrictions);
    emit predictionChosen(m_predicted.markers[at], splitValues(*front, m_predicted, at));
}

} // namespace odimo::explorer
