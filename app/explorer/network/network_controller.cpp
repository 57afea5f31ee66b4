// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/network/network_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "core/network/passes.h"
#include "widgets/network/network_panel.h"

#include <QMenu>

#include <utility>

namespace odimo::explorer {

namespace {

using Source = std::shared_ptr<const widgets::NetworkSource>;

struct Computed {
    Source source;
    widgets::NetworkValues values;
};

Source makeSource(const network::Network &network, const mapping::CostTable &costs, const host::InstantFront *analysed)
{
    return std::make_shared<widgets::NetworkSource>(
        widgets::NetworkSource{.network = network::simplify(network),
                               .costs = costs,
                               .sensitivity = analysed ? std::optional(analysed->sensitivity()) : std::nullopt});
}

} // namespace

NetworkController::NetworkController(ProjectController &projects, SelectionModel &selection, Background &background,
                                     const ActionRegistry &actions, widgets::NetworkPanel &panel, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_background(background), m_panel(panel)
{
    connect(&projects, &ProjectController::opened, this, [this] {
        m_source = nullptr;
        showRun();
    });
    connect(&projects, &ProjectController::closed, this, &NetworkController::close);
    connect(&projects, &ProjectController::frontsChanged, this, [this] {
        if (m_projects.project()->fronts.prediction != m_analysed)
            compute();
    });
    connect(&projects, &ProjectController::runChanged, this, [this](qint64 run) {
        const project::Run *changed = m_projects.project()->find(run);
        if (run == m_selection.run() && changed && changed->mapping != m_mapping)
            showRun();
    });
    connect(&selection, &SelectionModel::runChanged, this, &NetworkController::showRun);
    connect(&selection, &SelectionModel::layerChanged, this, [this](const QString &layer) {
        if (!layer.isEmpty() || m_panel.isLayerSelected()) // A node that is no layer may be selected here alone.
            m_panel.select(layer);
    });
    connect(&panel, &widgets::NetworkPanel::nodeSelected, this,
            [this](const QString &node) { m_selection.setLayer(m_panel.isLayerSelected() ? node : QString()); });
    connect(&panel, &widgets::NetworkPanel::layoutWanted, this,
            [this](int question, const network::BoxGraph &graph, const network::LayoutGaps &gaps) {
                inBackground([graph, gaps] { return layeredLayout(graph, gaps); },
                             [this, question](const network::GraphLayout &layout) { m_panel.place(question, layout); });
            });
    connectActions(actions);
}

void NetworkController::connectActions(const ActionRegistry &actions)
{
    connect(&m_panel, &widgets::NetworkPanel::menuRequested, this, [&actions](QMenu &menu) {
        menu.addSeparator();
        actions.fillContextMenu(menu, ActionTrait::OnLayer);
    });
}

template <typename Work, typename Done>
void NetworkController::inBackground(Work work, Done done)
{
    ++m_jobs;
    m_background.run(
        *this, std::move(work),
        [this, done = std::move(done)](auto result) {
            --m_jobs;
            done(std::move(result));
        },
        [this](const QString &message) {
            --m_jobs;
            emit failed(message);
        });
}

void NetworkController::close()
{
    ++m_request;
    m_source = nullptr;
    m_analysed = nullptr;
    m_mapping.reset();
    m_run = 0;
    m_panel.showNothing();
}

void NetworkController::showRun()
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    const project::Run *run = project->find(m_selection.run());
    m_mapping = run ? run->mapping : std::nullopt;
    m_run = m_mapping ? run->id : 0;
    compute();
}

void NetworkController::compute()
{
    const ProjectValues &project = *m_projects.project();
    const project::Run *run = project.find(m_run);
    // The selection may hear of another project first.
    const bool isSourceNew = !m_source || m_sourceOf != project.path || m_analysed != project.fronts.prediction;
    m_sourceOf = project.path;
    m_analysed = project.fronts.prediction;
    inBackground(
        [source = isSourceNew ? nullptr : m_source, network = project.setup.network, costs = project.costs,
         analysed = m_analysed, mapping = m_mapping] {
            const Source made = source ? source : makeSource(network, costs, analysed.get());
            return Computed{made, networkValues(*made, mapping ? &*mapping : nullptr)};
        },
        [this, request = ++m_request, id = m_run, name = run ? runName(*run, project.reference) : QString(),
         network = QString::fromStdString(project.setup.networkName)](Computed computed) {
            if (request != m_request)
                return; // Something else was selected meanwhile.
            m_source = computed.source;
            computed.values.name = network;
            computed.values.run = id;
            computed.values.mapping = name;
            m_panel.setNetwork(computed.values);
            if (!m_selection.layer().isEmpty())
                m_panel.select(m_selection.layer());
        });
}

} // namespace odimo::explorer
