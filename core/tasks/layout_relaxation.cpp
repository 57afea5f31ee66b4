// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/layout_relaxation.h"

#include <algorithm>
#include <map>

namespace odimo::tasks {

using torch::Tensor;

namespace {

/// A tensor of the network, by the layers of the table.
struct TensorUse {
    std::optional<std::size_t> producer;
    std::vector<std::size_t> readers;
    bool readByOthers = false;
    double to = 0, back = 0;
};

std::map<std::size_t, TensorUse> tensorUses(const mapping::CostTable &table)
{
    std::map<std::size_t, TensorUse> uses;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const mapping::LayerTensors &tensors = *table.layers[i].tensors;
        TensorUse &read = uses[tensors.read];
        read.readers.push_back(i);
        read.to = tensors.toCycles;
        read.back = tensors.backCycles;
        TensorUse &written = uses[tensors.written];
        written.producer = i;
        written.readByOthers = tensors.writtenForOthers;
        written.back = tensors.backCyclesPerChannel * table.layers[i].layer.geometry.outChannels;
    }
    return uses;
}

/// Collects the entries: a shared layer and a layout that one of its two units has.
class Entries {
public:
    Entries(const mapping::CostTable &table, const std::vector<SharedLayer> &shared) : m_table(table)
    {
        for (const SharedLayer &each : shared) {
            const auto found = std::ranges::find_if(
                table.layers, [&](const mapping::LayerTable &layer) { return &layer == &each.table; });
            m_shared[static_cast<std::size_t>(found - table.layers.begin())] = &each;
        }
    }

    /// Entries at the end: of no layer, or one without the layout; of a layer that has no other; of a reader that there
    /// is not, which uses nothing and asks for nothing else.
    enum Constant { None = -3, Whole = -2, Absent = -1 };

    std::int64_t of(std::size_t layer, mapping::LayoutSet layout)
    {
        const mapping::LayerTable &table = m_table.layers[layer];
        const auto has = [&](int unit) {
            return table.tensors->layoutOfUnit[static_cast<std::size_t>(unit)] == layout;
        };
        const auto found = m_shared.find(layer);
        if (found == m_shared.end())
            return has(table.reference().unit) ? Whole : None;
        const mapping::Staircase &stairs = found->second->staircase;
        const bool reference = has(stairs.referenceUnit);
        if (reference == has(stairs.otherUnit))
            return reference ? Whole : None;
        const auto [entry, isNew] = m_known.try_emplace({layer, layout}, static_cast<std::int64_t>(layers.size()));
        if (isNew) {
            layers.push_back(std::distance(m_shared.begin(), found));
            channels.push_back(static_cast<double>(found->second->channels()));
            fromReference.push_back(reference ? 0 : 1);
            direction.push_back(reference ? 1 : -1);
        }
        return entry->second;
    }

    std::vector<std::int64_t> layers;
    std::vector<double> channels, fromReference, direction;

private:
    const mapping::CostTable &m_table;
    std::map<std::size_t, const SharedLayer *> m_shared;
    std::map<std::pair<std::size_t, mapping::LayoutSet>, std::int64_t> m_known;
};

Tensor asTensor(const std::vector<double> &values) { return torch::tensor(values, torch::kFloat64); }

} // namespace

LayoutRelaxation::LayoutRelaxation(const mapping::CostTable &table, const std::vector<SharedLayer> &shared,
                                   mapping::Objective objective)
{
    Entries entries(table, shared);
    mapping::LayoutSet layouts = 0;
    for (const mapping::LayoutSet layout : table.layers.front().tensors->layoutOfUnit)
        layouts |= layout;
    const double ofCycle =
        objective == mapping::Objective::Latency ? 1 : table.layers.front().tensors->energy_uJ_perCycle;
    std::vector<std::int64_t> producers;
    std::vector<std::vector<std::int64_t>> readers;
    std::vector<double> to, back;
    std::size_t mostReaders = 0;
    for (const auto &[number, use] : tensorUses(table)) {
        for (mapping::LayoutSet layout = mapping::commonLayout << 1; layout <= layouts; layout <<= 1) {
            producers.push_back(use.producer ? entries.of(*use.producer, layout) : std::int64_t{Entries::None});
            std::vector<std::int64_t> &own = readers.emplace_back();
            for (const std::size_t reader : use.readers)
                own.push_back(entries.of(reader, layout));
            if (use.readByOthers)
                own.push_back(Entries::None);
            mostReaders = std::max(mostReaders, own.size());
            to.push_back(use.to * ofCycle);
            back.push_back(use.back * ofCycle);
        }
    }
    const auto count = static_cast<std::int64_t>(entries.layers.size());
    const auto place = [count](std::int64_t entry) {
        return entry < 0 ? count + 3 + entry : entry;
    };
    std::ranges::transform(producers, producers.begin(), place);
    m_producer = torch::tensor(producers, torch::kInt64);
    for (std::size_t k = 0; k < mostReaders; ++k) {
        std::vector<std::int64_t> column;
        for (const std::vector<std::int64_t> &own : readers)
            column.push_back(place(k < own.size() ? own[k] : std::int64_t{Entries::Absent}));
        m_readers.push_back(torch::tensor(column, torch::kInt64));
    }
    m_to = asTensor(to);
    m_back = asTensor(back);
    m_layer = torch::tensor(entries.layers, torch::kInt64);
    m_channels = asTensor(entries.channels);
    m_fromReference = asTensor(entries.fromReference);
    m_direction = asTensor(entries.direction);
    m_constant = {asTensor({0, 1, 0}), asTensor({0, 1, 1}), asTensor({0, 1, 0})};
}

Tensor LayoutRelaxation::sum(const Presence &presence) const
{
    const Tensor some = torch::cat({presence.some, m_constant.some});
    const Tensor every = torch::cat({presence.every, m_constant.every});
    const Tensor share = torch::cat({presence.share, m_constant.share});
    Tensor unused = torch::ones_like(m_to); // 1 if no reader uses the layout
    Tensor enough = torch::ones_like(m_to); // 1 if no reader asks for another
    for (const Tensor &reader : m_readers) {
        unused = unused * (1 - some.index_select(0, reader));
        enough = enough * every.index_select(0, reader);
    }
    const Tensor whole = every.index_select(0, m_producer);
    return (m_to * (1 - unused) * (1 - whole)).sum() +
           (m_back * (share.index_select(0, m_producer) - whole * enough)).sum();
}

Tensor LayoutRelaxation::at(const Tensor &n) const
{
    const Tensor channels = m_fromReference * m_channels + m_direction * n.index_select(0, m_layer);
    const Tensor share = channels / m_channels;
    const Tensor relaxed = sum({share, share, share});
    const Tensor left = m_channels - channels;
    const Tensor cost = sum({channels.clamp(0, 1), 1 - left.clamp(0, 1), share});
    return relaxed + (cost - relaxed).detach();
}

void LayoutRelaxation::moveTo(torch::Device device)
{
    for (Tensor *tensor : {&m_layer, &m_channels, &m_fromReference, &m_direction, &m_constant.some, &m_constant.every,
                           &m_constant.share, &m_producer, &m_to, &m_back})
        *tensor = tensor->to(device);
    for (Tensor &reader : m_readers)
        reader = reader.to(device);
}

std::unique_ptr<LayoutRelaxation> layoutRelaxation(const mapping::CostTable &table,
                                                   const std::vector<SharedLayer> &shared, mapping::Objective objective)
{
    if (table.layers.empty() || !table.layers.front().tensors)
        return {};
    return std::make_unique<LayoutRelaxation>(table, shared, objective);
}

} // namespace odimo::tasks
