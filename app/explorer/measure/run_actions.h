// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <optional>

namespace odimo::mapping {
struct Mapping;
}

namespace odimo::explorer {

class ActionRegistry;
class ExplorationController;
class ExplorationStarter;
class MappingMeasurer;
class ProjectController;
class RunVerifier;
class SelectionModel;
class SteeringController;

struct RunActionParts {
    const ActionRegistry &actions;
    const ProjectController &projects;
    const SelectionModel &selection;
    SteeringController &steering;
    ExplorationController &exploration;
    ExplorationStarter &starter;
    MappingMeasurer &measurer;
    RunVerifier &verifier;
};

/// What can be done with the chosen mapping, of the selected run or of a point of the prediction, and with the selected
/// run of an exploration.
class RunActions : public QObject {
    Q_OBJECT

public:
    explicit RunActions(const RunActionParts &parts, QObject *parent = nullptr);

private:
    std::optional<mapping::Mapping> chosenMapping() const;
    QString nameOfChosen() const;
    void measure();
    void fineTune();
    void pin();
    void cancel();
    void retry();

    RunActionParts m_parts;
};

} // namespace odimo::explorer
