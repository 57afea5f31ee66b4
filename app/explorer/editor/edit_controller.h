// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/editor/edit_presentation.h"
#include "app/explorer/editor/weight_reader.h"
#include "widgets/editor/edit_bar.h"

#include <QObject>

#include <map>
#include <optional>

namespace odimo::widgets {
class LayersView;
class SplitView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class Background;
class EditHistory;
class ProjectController;
class SelectionModel;
class SteeringController;

/// A mapping that belongs to a run whose mapping was edited.
struct EditedMapping {
    qint64 run = 0;
    mapping::Mapping mapping;
    bool operator==(const EditedMapping &) const = default;
};

/// Those of the table of actions.
widgets::EditActions editActions(const ActionRegistry &actions);

/// What the editor works with.
struct EditorParts {
    ProjectController &projects;
    SelectionModel &selection;
    Background &background;
    EditHistory &edits;
    SteeringController &steering; ///< Whose pins hold channels.
    widgets::LayersView &view;
    widgets::SplitView &inspected; ///< Another table of layers, which shows the same one as current.
    widgets::EditActions actions;
};

/// Edits the mapping of the selected run: each change is a step of the undo history, its cost is exact and shown at
/// once, its accuracy predicted until somebody measures it. Edits stay with their run as long as the project is open.
class EditController : public QObject {
    Q_OBJECT

public:
    explicit EditController(const EditorParts &parts, QObject *parent = nullptr);

    /// The mapping of the selected run with its edits; null if the run has none.
    const mapping::Mapping *edited() const;
    bool isEdited() const;
    bool isReadingWeights() const { return m_weights.isReading(); }

public slots:
    /// Of a layer of the network, as near as pins allow.
    void setSplit(const QString &layer, int unit, int channels);
    /// Of the whole network, as one step that undo calls so.
    void setMapping(const QString &what, const odimo::mapping::Mapping &mapping);
    void fillBlocks();
    void dropStragglers();
    void reset();
    /// The selected layer as it is, or none of it.
    void togglePin();

signals:
    void editedChanged();
    /// The edited mapping shall be measured without, or with, training.
    void evaluateRequested(const odimo::explorer::EditedMapping &edited);
    void fineTuneRequested(const odimo::explorer::EditedMapping &edited);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// A drag in progress: its steps are made out of the mapping it began with, so that none depends on the way.
    struct Drag {
        mapping::SplitChange change;
        mapping::Mapping before;
        mapping::Mapping last;
    };

    void connectParts();
    void connectActions();
    void setPins(const std::vector<mapping::Pin> &pins);
    void showProject();
    void forgetProject();
    void refresh();
    void showLayer();
    void showNothing();
    void enableActions();
    void push(const QString &text, const QString &subject, const mapping::Mapping &after);
    void apply(const EditedMapping &edited);
    const project::Run *shownRun() const;
    std::optional<EditContext> context() const;
    bool isPinned(const std::string &layer) const;

    EditorParts m_parts;
    WeightReader m_weights;
    std::map<qint64, mapping::Mapping> m_edited; ///< By run; only what differs from the run.
    std::filesystem::path m_path;                ///< Of the project they belong to.
    std::map<mapping::Objective, mapping::Staircases> m_stairs;
    std::vector<mapping::Pin> m_pins;
    std::optional<Drag> m_drag;
    int m_drags = 0;
};

} // namespace odimo::explorer
