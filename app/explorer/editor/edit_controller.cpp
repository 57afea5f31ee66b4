// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/editor/edit_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/edit_history.h"
#include "app/explorer/steering/steering_controller.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/base/empty_state.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/layers/split_view.h"

#include <QAction>
#include <QEvent>

#include <algorithm>

namespace odimo::explorer {

widgets::EditActions editActions(const ActionRegistry &actions)
{
    return {.previousLayer = actions.action(ActionId::PreviousLayer),
            .nextLayer = actions.action(ActionId::NextLayer),
            .pinLayer = actions.action(ActionId::PinLayer),
            .fillBlocks = actions.action(ActionId::FillBlocks),
            .dropStragglers = actions.action(ActionId::DropStragglers),
            .resetEdit = actions.action(ActionId::DiscardEdit),
            .evaluate = actions.action(ActionId::EvaluateEdit),
            .fineTune = actions.action(ActionId::FineTuneEdit)};
}

EditController::EditController(const EditorParts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_weights(parts.background)
{
    connectParts();
    connectActions();
    m_parts.view.installEventFilter(this);
    showNothing();
}

/// What nobody looks at is not kept up to date.
bool EditController::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_parts.view && event->type() == QEvent::Show)
        refresh();
    return QObject::eventFilter(watched, event);
}

void EditController::connectParts()
{
    connect(&m_parts.projects, &ProjectController::opened, this, &EditController::showProject);
    connect(&m_parts.projects, &ProjectController::closed, this, &EditController::forgetProject);
    connect(&m_parts.projects, &ProjectController::runChanged, this, &EditController::refresh);
    connect(&m_parts.projects, &ProjectController::frontsChanged, this, &EditController::refresh);
    connect(&m_parts.selection, &SelectionModel::runChanged, this, &EditController::refresh);
    connect(&m_parts.selection, &SelectionModel::layerChanged, this, [this](const QString &layer) {
        m_parts.view.table().setCurrentLayer(layer);
        showLayer();
    });
    connect(&m_parts.view.table(), &widgets::SplitView::layerChosen, &m_parts.selection, &SelectionModel::setLayer);
    connect(&m_parts.view.editor(), &widgets::LayerEditor::splitChosen, this, &EditController::setSplit);
    connect(&m_parts.view.editor(), &widgets::LayerEditor::editEnded, this, [this] { m_drag.reset(); });
    connect(&m_weights, &WeightReader::changed, this, &EditController::showLayer);
    connect(&m_parts.steering, &SteeringController::restrictionsChanged, this,
            [this] { setPins(m_parts.steering.pins()); });
    connect(&m_parts.view.table(), &widgets::SplitView::pinChosen, &m_parts.inspected,
            &widgets::SplitView::pinChosen); // To which steering listens.
    connect(&m_parts.inspected, &widgets::SplitView::layerChosen, &m_parts.selection, &SelectionModel::setLayer);
    connect(&m_parts.selection, &SelectionModel::layerChanged, &m_parts.inspected,
            &widgets::SplitView::setCurrentLayer);
}

void EditController::connectActions()
{
    const auto onTrigger = [this](QAction &action, auto call) {
        connect(&action, &QAction::triggered, this, call);
    };
    onTrigger(m_parts.actions.previousLayer, [this] { m_parts.view.table().step(-1); });
    onTrigger(m_parts.actions.nextLayer, [this] { m_parts.view.table().step(1); });
    onTrigger(m_parts.actions.pinLayer, [this] { togglePin(); });
    onTrigger(m_parts.actions.fillBlocks, [this] { fillBlocks(); });
    onTrigger(m_parts.actions.dropStragglers, [this] { dropStragglers(); });
    onTrigger(m_parts.actions.resetEdit, [this] { reset(); });
    onTrigger(m_parts.actions.evaluate, [this] {
        if (edited())
            emit evaluateRequested({m_parts.selection.run(), *edited()});
    });
    onTrigger(m_parts.actions.fineTune, [this] {
        if (edited())
            emit fineTuneRequested({m_parts.selection.run(), *edited()});
    });
}

void EditController::showProject()
{
    if (std::exchange(m_path, m_parts.projects.project()->path) != m_path)
        m_edited.clear();
    m_stairs.clear();
    m_weights.forget();
    for (const mapping::Objective objective : {mapping::Objective::Latency, mapping::Objective::Energy})
        m_stairs[objective] = mapping::staircasesOf(m_parts.projects.project()->costs, objective);
    refresh();
}

void EditController::forgetProject()
{
    m_edited.clear();
    m_stairs.clear();
    m_path.clear();
    m_pins = {};
    m_drag.reset();
    m_weights.forget();
    showNothing();
}

/// Null while another project than the one that edits belong to is being shown.
const project::Run *EditController::shownRun() const
{
    const ProjectValues *project = m_parts.projects.project();
    const project::Run *run = project && project->path == m_path ? project->find(m_parts.selection.run()) : nullptr;
    return run && run->mapping ? run : nullptr;
}

std::optional<EditContext> EditController::context() const
{
    const project::Run *run = shownRun();
    if (!run)
        return std::nullopt;
    return EditContext{*m_parts.projects.project(), *run, m_stairs.at(run->objective), heldBy(m_pins, *edited())};
}

const mapping::Mapping *EditController::edited() const
{
    const project::Run *run = shownRun();
    if (!run)
        return nullptr;
    const auto found = m_edited.find(run->id);
    return found == m_edited.end() ? &*run->mapping : &found->second;
}

bool EditController::isEdited() const { return shownRun() && m_edited.contains(m_parts.selection.run()); }

void EditController::setPins(const std::vector<mapping::Pin> &pins)
{
    m_pins = pins;
    m_parts.view.table().setPins(pins);
    refresh();
}

void EditController::setSplit(const QString &layer, int unit, int channels)
{
    const auto here = context();
    if (!here)
        return;
    const std::size_t index = mapping::layerNamed(here->project.costs, layer.toStdString());
    const mapping::ChannelRange range = channelRange(here->project.costs.layers[index], unit, here->restrictions);
    const mapping::SplitChange change{layer.toStdString(), unit, std::clamp(channels, range.least, range.most)};
    const mapping::Mapping &now = *edited();
    if (!m_drag || m_drag->change.layer != change.layer || m_drag->change.unit != unit || m_drag->last != now) {
        m_drag = Drag{change, now, now};
        ++m_drags;
    }
    m_drag->last = mapping::withSplit(m_drag->before, here->basis(), change);
    const QString text = moveText(*here, m_drag->before, change);
    const mapping::Mapping after = m_drag->last;
    push(text, QStringLiteral("split %1").arg(m_drags), after);
}

void EditController::setMapping(const QString &what, const mapping::Mapping &mapping)
{
    if (edited())
        push(what, {}, mapping);
}

void EditController::fillBlocks()
{
    if (const auto here = context())
        push(tr("Fill blocks"), {}, mapping::fillBlocks(*edited(), here->basis(), here->stairs).mapping);
}

void EditController::dropStragglers()
{
    if (const auto here = context())
        push(tr("Drop stragglers"), {}, mapping::dropStragglers(*edited(), here->basis(), here->stairs).mapping);
}

void EditController::reset()
{
    if (const auto here = context())
        push(tr("Discard the edit of run %1").arg(here->run.id), {}, *here->run.mapping);
}

void EditController::push(const QString &text, const QString &subject, const mapping::Mapping &after)
{
    const EditedMapping before{m_parts.selection.run(), *edited()};
    if (before.mapping == after)
        return;
    m_parts.edits.push(
        std::make_unique<ValueEdit<EditedMapping>>(text, subject, before, EditedMapping{before.run, after},
                                                   [this](const EditedMapping &mapping) { apply(mapping); }));
}

/// Taking an edit back shows the run it belongs to.
void EditController::apply(const EditedMapping &edited)
{
    const ProjectValues *project = m_parts.projects.project();
    const project::Run *run = project ? project->find(edited.run) : nullptr;
    if (!run || !run->mapping)
        return;
    if (edited.mapping == *run->mapping)
        m_edited.erase(edited.run);
    else
        m_edited[edited.run] = edited.mapping;
    if (m_parts.selection.run() == edited.run)
        refresh();
    else
        m_parts.selection.setRun(edited.run);
}

bool EditController::isPinned(const std::string &layer) const
{
    return std::ranges::any_of(m_pins, [&](const mapping::Pin &pin) { return pin.layer == layer; });
}

void EditController::togglePin()
{
    const QString layer = m_parts.selection.layer();
    const mapping::Mapping *mapping = edited();
    const auto found = mapping ? std::ranges::find(mapping->layers, layer.toStdString(), &mapping::LayerMapping::layer)
                               : std::vector<mapping::LayerMapping>::const_iterator();
    if (!mapping || found == mapping->layers.end())
        return enableActions();
    m_parts.steering.setPins(layer, isPinned(found->layer) ? std::vector<mapping::Pin>() : mapping::pinsOf(*found));
    enableActions();
}

void EditController::showNothing()
{
    m_parts.view.table().setSplit({});
    if (m_parts.projects.project())
        m_parts.view.emptyState().showText(tr("No mapping is selected"),
                                           tr("Select a run with a mapping in the front or in the table of runs: its "
                                              "layers are shown here and can be edited."));
    else
        m_parts.view.emptyState().showText(tr("No mapping yet"),
                                           tr("The layers of a mapping are shown here and can be edited."));
    enableActions();
    emit editedChanged();
}

void EditController::refresh()
{
    if (!m_parts.projects.project())
        return; // The view may show the network of the setup.
    const auto here = context();
    if (!here)
        return showNothing();
    if (!m_parts.view.isVisible()) {
        enableActions();
        emit editedChanged();
        return;
    }
    m_parts.view.bar().setSummary(editSummary(*here, *edited()));
    m_parts.view.table().setSplit(editedSplit(*here, *edited()));
    m_parts.view.emptyState().showContent();
    const std::vector<mapping::LayerMapping> &layers = edited()->layers;
    const bool hasLayer = std::ranges::find(layers, m_parts.selection.layer().toStdString(),
                                            &mapping::LayerMapping::layer) != layers.end();
    if (!hasLayer && !layers.empty())
        m_parts.selection.setLayer(QString::fromStdString(layers.front().layer)); // Shows it.
    else
        showLayer();
    m_parts.view.table().setCurrentLayer(m_parts.selection.layer());
    emit editedChanged();
}

void EditController::showLayer()
{
    const auto here = context();
    enableActions();
    if (!here || !m_parts.view.isVisible())
        return;
    const std::string layer = m_parts.selection.layer().toStdString();
    const mapping::Mapping &mapping = *edited();
    const auto found = std::ranges::find(mapping.layers, layer, &mapping::LayerMapping::layer);
    if (found == mapping.layers.end())
        return;
    m_parts.view.editor().setLayer(widgets::layerValues(here->project.costs, mapping, *here->run.mapping,
                                                        here->restrictions,
                                                        static_cast<std::size_t>(found - mapping.layers.begin())));
    m_weights.read(here->project.path, here->run.id);
    const mapping::WeightHistogram *histogram = m_weights.histogram(layer);
    m_parts.view.editor().setHistogram(histogram ? std::optional(*histogram) : std::nullopt, m_weights.reason());
}

/// The others depend on what is selected alone.
void EditController::enableActions()
{
    widgets::setObstacle(m_parts.actions.resetEdit, isEdited() ? QString() : tr("The mapping is that of the run"));
    m_parts.actions.pinLayer.setChecked(isPinned(m_parts.selection.layer().toStdString()));
}

} // namespace odimo::explorer
