// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/program_builder.h"

#include "core/deploy/diana/lowering/channel_order.h"
#include "core/deploy/diana/lowering/chip_limits.h"
#include "core/deploy/diana/lowering/cycles.h"
#include "core/deploy/diana/lowering/layer_parts.h"
#include "core/deploy/diana/lowering/layer_plan.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

namespace odimo::deploy {

namespace {

int codesOf(const network::Shape &shape) { return shape.channels * shape.height * shape.width; }

int bytesOf(Layout layout, const network::Shape &shape)
{
    switch (layout) {
    case Layout::Map:
        return shape.channels * planeBytes(shape);
    case Layout::Vector:
        return roundedUp(shape.channels, digitalBlock);
    case Layout::K64:
    case Layout::Codes:
    case Layout::Staging:
        return codesOf(shape);
    case Layout::Sums:
        return 2 * codesOf(shape);
    }
    return 0;
}

/// Builds tensors and steps node by node.
class Building {
public:
    Building(const integer::QuantisedNetwork &network, const platform::Platform &platform, const BuildingLimits &limits)
        : m_network(network), m_graph(network.network), m_roles(unitRoles(platform)), m_limits(limits),
          m_orders(channelOrders(network, m_roles))
    {
        m_made.name = m_graph.name();
        m_made.clock_Hz = platform.clock_Hz;
    }

    BuiltProgram run()
    {
        for (m_node = 0; m_node <= m_graph.output(); ++m_node)
            std::visit([this](const auto &op) { build(op); }, node().op);
        addStep("output", {}, {m_tensors.back()}, {}, OutputStep());
        return {std::move(m_made), std::move(m_timings), std::move(m_refusals)};
    }

private:
    const network::Node &node() const { return m_graph.node(m_node); }
    const std::vector<int> &orderOf(int node) const { return m_orders[static_cast<std::size_t>(node)]; }
    const integer::CodeRange &rangeOf(int node) const { return m_network.ranges[static_cast<std::size_t>(node)]; }
    ChipTensor &tensor(int index) { return m_made.tensors[static_cast<std::size_t>(index)]; }

    std::vector<int> inputs() const
    {
        std::vector<int> tensors;
        for (const int input : node().inputs)
            tensors.push_back(m_tensors[static_cast<std::size_t>(input)]);
        return tensors;
    }

    int addTensor(ChipTensor made)
    {
        made.bytes = bytesOf(made.layout, made.shape);
        if (made.order.empty()) {
            made.order.resize(static_cast<std::size_t>(made.shape.channels));
            std::iota(made.order.begin(), made.order.end(), 0);
        }
        m_made.tensors.push_back(std::move(made));
        return static_cast<int>(m_made.tensors.size()) - 1;
    }

    int addScratch(const char *what, network::Shape shape, Layout layout)
    {
        return addTensor({.name = node().name + what, .node = {}, .shape = shape, .layout = layout, .order = {}});
    }

    /// What the node puts out.
    int addOutput()
    {
        m_tensors.push_back(addTensor({.name = node().name,
                                       .node = m_node,
                                       .shape = node().output,
                                       .layout = isOnePixel(node().output) ? Layout::Vector : Layout::Map,
                                       .order = orderOf(m_node),
                                       .range = rangeOf(m_node)}));
        return m_tensors.back();
    }

    void addStep(std::string name, std::optional<int> ofNode, std::vector<int> from, std::optional<int> to,
                 ChipOperation operation, LayerTiming timing = {})
    {
        m_made.steps.push_back({std::move(name), ofNode, std::move(from), to, std::move(operation)});
        m_timings.push_back(std::move(timing));
    }

    void addNode(ChipOperation operation)
    {
        const int output = addOutput();
        addStep(node().name, m_node, inputs(), output, std::move(operation));
    }

    void build(const network::Input &) { addNode(InputStep()); }
    void build(const network::Convolution &) { buildLayer(); }
    void build(const network::FullyConnected &) { buildLayer(); }
    void build(const network::BatchNormalization &) {} // Refused.
    void build(const network::Flatten &) { addNode(FlattenStep()); }
    void build(const network::Identity &) { addNode(FlattenStep()); }
    void build(const network::Relu &) { addNode(ReluStep{integer::shiftOf(m_network, m_node)}); }

    void build(const network::MaxPool &op) { addNode(PoolStep{PoolKind::Max, op.kernel, op.stride, op.padding, {}}); }

    void build(const network::AveragePool &op)
    {
        addNode(PoolStep{PoolKind::Average, op.kernel, op.stride, op.padding, op.counted});
    }

    void build(const network::GlobalAveragePool &)
    {
        const network::Shape &from = m_graph.node(node().inputs.front()).output;
        addNode(PoolStep{PoolKind::GlobalAverage, {from.height, from.width}, {1, 1}, {}, {}});
    }

    void build(const network::Concatenation &)
    {
        ConcatenationStep made;
        int first = 0;
        for (const int input : node().inputs) {
            made.parts.push_back({.first = first, .moves = true});
            first += m_graph.node(input).output.channels;
        }
        addNode(std::move(made));
    }

    void build(const network::Addition &)
    {
        AdditionStep made{.shift = integer::shiftOf(m_network, m_node), .relu = false, .tiles = {}};
        const auto mayBeNegative = [&](int input) {
            return rangeOf(input).least < 0;
        };
        made.relu = rangeOf(m_node).least == 0 && std::ranges::any_of(node().inputs, mayBeNegative);
        const int bytes = bytesOf(isOnePixel(node().output) ? Layout::Vector : Layout::Map, node().output);
        const int slots = 3 * bytes <= m_limits.l1 ? 1 : 2;
        const int most = m_limits.l1 / 3 / slots / digitalBlock * digitalBlock;
        for (const Span part : partsOf(bytes, most))
            made.tiles.push_back({part, static_cast<int>(made.tiles.size()) % slots});
        const int slot = made.tiles.front().bytes.count;
        int offset = 0;
        for (Slots *each : {&made.inputs[0], &made.inputs[1], &made.output}) {
            *each = {{offset, offset + (slots - 1) * slot}, slot};
            offset += slots * slot;
        }
        useL1(offset);
        addNode(std::move(made));
    }

    void useL1(int bytes)
    {
        if (bytes <= m_made.memory.l1)
            return;
        m_made.memory.l1 = bytes;
        m_made.memory.l1Step = static_cast<int>(m_made.steps.size());
    }

    void buildLayer()
    {
        const int input = node().inputs.front();
        const LayerSource source{m_network, m_node, orderOf(input), orderOf(m_node), m_roles};
        const LayerShape shape = layerShapeOf(m_graph, m_node);
        LayerStep step{.kind = shape.kind,
                       .kernel = shape.kernel,
                       .stride = shape.stride,
                       .digital = digitalPartOf(source),
                       .analog = analogPartOf(source)};
        const int from = m_tensors[static_cast<std::size_t>(input)];
        const int output = addOutput();
        // The units write one-pixel images of maps as maps; the host packs them.
        const bool packs = shape.kind != LayerKind::Dense && isOnePixel(shape.output);
        const int to = packs ? addTensor({.name = node().name + ".map",
                                          .node = {},
                                          .shape = node().output,
                                          .layout = Layout::Map,
                                          .order = orderOf(m_node)})
                             : output;
        const LayerWork work = workOf(step, shape, from, to);
        const std::optional<LayerPlan> plan = planOf(work, m_limits.l1, m_limits.staging, m_made.clock_Hz);
        if (!plan) {
            m_refusals.push_back({node().name, "activation memory",
                                  std::to_string(leastBytes(work)) + " bytes for the smallest tile",
                                  std::to_string(m_limits.l1) + " bytes", "Use fewer channels or a smaller image."});
            return;
        }
        if (step.digital)
            takePlan(*step.digital, *plan);
        if (step.analog)
            takePlan(*step.analog, *plan, shape);
        useL1(plan->l1);
        addStep(node().name, m_node, {from}, to, std::move(step), plan->timing);
        if (packs)
            addStep(node().name + ".flat", m_node, {to}, output, FlattenStep());
    }

    /// What is to be computed, with the scratch that does not depend on tiles.
    LayerWork workOf(LayerStep &step, const LayerShape &shape, int from, int to)
    {
        LayerWork work;
        if (step.digital) {
            DigitalPart &part = *step.digital;
            const int channels = static_cast<int>(part.channels.size());
            work.digital = {shape, channels, part.runs};
            part.weightBytes = shape.kind == LayerKind::Dense ? denseWeightBytes(shape.input.channels, channels)
                               : shape.kind == LayerKind::Depthwise
                                   ? depthwiseWeightBytes(channels, shape.kernel)
                                   : convolutionWeightBytes(shape.input.channels, channels, shape.kernel);
            m_made.memory.weights += part.weightBytes;
            // Jobs store whole blocks of 16; elsewhere, or beside channels of the array, those would hit other codes.
            const bool inPlace =
                part.runs.size() == 1 && part.runs.front().to == 0 && (!step.analog || channels % digitalBlock == 0);
            if (shape.kind == LayerKind::Dense && !inPlace) {
                part.scratch = addScratch(".part", {channels, 1, 1}, Layout::Vector);
                work.scatteredCodes = channels;
            }
        }
        if (step.analog)
            addAnalogWork(work, *step.analog, shape, from);
        if (tensor(to).layout == Layout::Map)
            work.paddingCodes = double(shape.output.channels) * shape.output.height *
                                (pitchOf(shape.output.width) - shape.output.width);
        return work;
    }

    void addAnalogWork(LayerWork &work, AnalogPart &part, const LayerShape &shape, int from)
    {
        work.analog = AnalogWork{shape, static_cast<int>(part.channels.size()), {}};
        int channels = 0, mostGathered = 0;
        const int pixels = shape.input.height * shape.input.width;
        for (RowGroup &group : part.groups) {
            work.analog->groupChannels.push_back(group.channels.count);
            group.k64Offset = m_limits.keepsK64 ? k64Bytes(pixels, channels) : 0;
            channels += roundedUp(group.channels.count, k64Channels);
            if (group.runs.size() > 1) {
                mostGathered = std::max(mostGathered, group.channels.count);
                work.analog->gatheredPlanes += group.channels.count;
            }
        }
        part.weightBytes = analogPartWeightBytes(*work.analog);
        m_made.memory.weights += part.weightBytes;
        if (m_limits.keepsK64) {
            const int groupSize = part.groups.front().channels.count;
            const auto [known, isNew] = m_k64.try_emplace({from, groupSize, part.droppedInputBits}, 0);
            if (isNew)
                known->second = addScratch(".k64", {channels, shape.input.height, shape.input.width}, Layout::K64);
            part.k64 = known->second;
            part.k64Made = isNew ? K64Made::First : K64Made::Before;
            if (isNew) {
                for (const int each : work.analog->groupChannels)
                    work.k64Cycles += k64Cycles(each, pixels);
                work.gatheredCodes = work.analog->gatheredPlanes * planeBytes(shape.input);
            }
        } else {
            part.k64Made = K64Made::PerPass;
            work.analog->k64PerPass = true;
        }
        if (mostGathered > 0 && part.k64Made != K64Made::Before)
            part.gathered =
                addScratch(".gathered", {mostGathered, shape.input.height, shape.input.width}, tensor(from).layout);
    }

    static void takePlan(DigitalPart &part, const LayerPlan &plan)
    {
        part.tiles = plan.digital.tiles;
        part.input = plan.digital.input;
        part.output = plan.digital.output;
    }

    void takePlan(AnalogPart &part, const LayerPlan &plan, const LayerShape &shape)
    {
        const AnalogTiling &tiling = plan.analog;
        part.columnTiles = tiling.columnTiles;
        part.windows = tiling.windows;
        part.passes = tiling.passes;
        part.inputOffset = plan.analogOffset;
        part.outputOffset = plan.analogOffset + tiling.inputBytes;
        const network::Shape ofPass{roundedUp(tiling.columnTiles.front().count, k64Channels),
                                    tiling.windows.front().rows.count, shape.output.width};
        if (part.k64Made == K64Made::PerPass)
            part.codes = part.k64 = addScratch(".staging", {tiling.stagingBytes(), 1, 1}, Layout::Staging);
        else
            part.codes = addScratch(".codes", ofPass, Layout::Codes);
        if (part.groups.size() > 1)
            part.sums = addScratch(".sums", ofPass, Layout::Sums);
    }

    const integer::QuantisedNetwork &m_network;
    const network::Network &m_graph;
    const std::vector<UnitRole> m_roles;
    const BuildingLimits m_limits;
    const std::vector<std::vector<int>> m_orders;   ///< By node.
    std::vector<int> m_tensors;                     ///< By node.
    std::map<std::tuple<int, int, int>, int> m_k64; ///< By tensor, channels of a row group and dropped bits.
    std::vector<LayerTiming> m_timings;             ///< By step.
    std::vector<Refusal> m_refusals;
    ChipProgram m_made;
    int m_node = 0;
};

} // namespace

BuiltProgram buildProgram(const integer::QuantisedNetwork &network, const platform::Platform &platform,
                          const BuildingLimits &limits)
{
    return Building(network, platform, limits).run();
}

} // namespace odimo::deploy
