// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/layers_preview.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/setup/chosen_network.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/edit/split_change.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/format.h"
#include "widgets/base/note_label.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/layers_view.h"
#include "widgets/layers/split_view.h"

#include <algorithm>

namespace odimo::explorer {

LayersPreview::LayersPreview(widgets::LayersView &view, SelectionModel &selection, QObject *parent)
    : QObject(parent), m_view(view), m_selection(selection)
{
    connect(&selection, &SelectionModel::layerChanged, this, &LayersPreview::drawLayer);
    connect(&view.editor(), &widgets::LayerEditor::splitChosen, this, &LayersPreview::trySplit);
}

void LayersPreview::show(const ChosenNetwork &chosen)
{
    if (chosen.costs.layers.empty()) {
        end();
        m_view.emptyState().showText(
            chosen.values.nodes.empty() ? tr("This network cannot be explored") : tr("No costs are known"),
            chosen.values.nodes.empty() ? chosen.text
                                        : tr("The platform of the setup cannot compute every layer of this network."));
        return;
    }
    const mapping::Mapping original = mapping::referenceMapping(chosen.costs);
    const bool isSame = original == m_original && chosen.costs.platform.json == m_costs.platform.json;
    m_costs = chosen.costs;
    m_original = original;
    if (!isSame)
        m_tried = original;
    m_name = chosen.values.name;
    m_reference = chosen.reference;
    draw();
}

void LayersPreview::end()
{
    m_costs = {};
    m_original = {};
    m_tried = {};
    m_view.note().showNote({});
    m_view.bar().show();
}

void LayersPreview::draw()
{
    m_view.bar().hide(); // Only runs can be measured.
    const mapping::Cost cost = costOf(m_costs, m_tried);
    const QString figures =
        tr("%1, %2").arg(widgets::millisecondsText(cost.latency_ms), widgets::microjoulesText(cost.energy_uJ));
    m_view.note().showNote(
        m_tried == m_original
            ? tr("%1: %2 with all channels on %3. Move channels to see what other splits cost; nothing of it is kept.")
                  .arg(m_name, figures, m_reference)
            : tr("%1: %2 as the channels stand now. They are only tried, and nothing of it is kept.")
                  .arg(m_name, figures));
    m_view.table().setSplit(widgets::splitOf(m_costs, m_tried));
    m_view.emptyState().showContent();
    const auto isSelected = [&](const mapping::LayerMapping &layer) {
        return m_selection.layer() == QString::fromStdString(layer.layer);
    };
    if (std::ranges::none_of(m_tried.layers, isSelected))
        m_selection.setLayer(QString::fromStdString(m_tried.layers.front().layer)); // Draws it.
    else
        drawLayer();
    m_view.table().setCurrentLayer(m_selection.layer());
}

void LayersPreview::drawLayer()
{
    const auto layer =
        std::ranges::find(m_tried.layers, m_selection.layer().toStdString(), &mapping::LayerMapping::layer);
    if (layer == m_tried.layers.end())
        return;
    m_view.editor().setLayer(widgets::layerValues(m_costs, m_tried, m_original, {},
                                                  static_cast<std::size_t>(layer - m_tried.layers.begin())));
    m_view.editor().setHistogram({}, tr("Weights are shown once there is a project."));
}

void LayersPreview::trySplit(const QString &layer, int unit, int channels)
{
    if (m_costs.layers.empty())
        return;
    m_tried = mapping::withSplit(m_tried, {.table = m_costs}, {layer.toStdString(), unit, channels});
    draw();
}

} // namespace odimo::explorer
