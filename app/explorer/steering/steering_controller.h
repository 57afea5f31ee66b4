// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/steering/steering_presentation.h"

#include <QObject>

#include <memory>
#include <optional>

class QAction;

namespace odimo::host {
class InstantFront;
}

namespace odimo::widgets {
class FrontPanel;
class SplitView;
class SteeringPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class Background;
class EditHistory;
class ProjectController;

/// The views that steering touches.
struct SteeringViews {
    widgets::SteeringPanel &panel;
    widgets::FrontPanel &front;
    widgets::SplitView &split;
    QAction &showPrediction;
};

/// Keeps the predicted front equal to the open project, its limits and its pins, and tells what the next exploration
/// must keep to.
class SteeringController : public QObject {
    Q_OBJECT

public:
    SteeringController(ProjectController &projects, Background &background, EditHistory &edits,
                       const SteeringViews &views, QObject *parent = nullptr);

    /// The restrictions that the panel shows.
    host::RestrictionSettings restrictions() const;
    /// Shows the restrictions of the last exploration of the open project.
    void restoreRestrictions();
    /// Those of its pins that can be read.
    std::vector<mapping::Pin> pins() const;
    /// In place of what is pinned of the layer.
    void setPins(const QString &layer, const std::vector<mapping::Pin> &pins);
    /// The point of the prediction that was chosen last.
    const std::optional<mapping::Mapping> &chosenMapping() const { return m_chosen; }
    /// Pins the channels of the layer, or of all layers, to the units that they have in the mapping.
    void pinMapping(const mapping::Mapping &mapping, const QString &layer);
    /// True while a prediction is being made.
    bool isPredicting() const { return m_isPredicting; }

signals:
    void restrictionsChanged();
    /// A point of the prediction was chosen in the plot.
    void predictionChosen(const odimo::widgets::PredictedMarker &point, const odimo::widgets::SplitValues &split);

private:
    /// What a prediction was made of; one that was made of something else is out of date.
    struct Basis {
        std::shared_ptr<const host::InstantFront> prediction;
        std::optional<mapping::Objective> objective = {}; ///< Absent: of the size nothing is predicted.
        bool operator==(const Basis &) const = default;
    };

    void showProject();
    void forgetProject();
    void updateChoices();
    void edit(const widgets::SteeringFields &fields);
    void apply(const widgets::SteeringFields &fields);
    void change();
    void pin(const QString &layer, std::optional<int> unit);
    void drag(widgets::LimitKind limit, double value);
    void showRestrictions();
    Basis basis() const;
    void predict();
    void take(const Basis &made, const Prediction &prediction);
    void refuse(const Basis &made, const QString &message);
    void showPrediction();
    void choose(qsizetype index);

    ProjectController &m_projects;
    Background &m_background;
    EditHistory &m_edits;
    SteeringViews m_views;
    widgets::SteeringFields m_fields; ///< What the panel showed before it is edited.
    Prediction m_predicted;
    std::optional<mapping::Mapping> m_chosen;
    bool m_isPredicting = false;
    bool m_predictAgain = false;
};

} // namespace odimo::explorer
