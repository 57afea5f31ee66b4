// SPDX-License-Identifier: Apache-2.0
#include "core/integer/integerise.h"

#include "core/base/error.h"
#include "core/integer/activation_scales.h"
#include "core/integer/addends.h"
#include "core/integer/mapped_network.h"
#include "core/integer/multipliers.h"
#include "core/integer/weight_codes.h"
#include "core/mapping/branch_tensors.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <cmath>

namespace odimo::integer {

namespace {

/// How one unit holds the weights of one layer.
struct UnitScales {
    platform::NumericFormat format;
    /// Complete; the exponent is that of the bias's step over that of what the unit reads: of the weights' step, or of
    /// the multipliers.
    mapping::WeightScales stored;
    std::optional<Converter> converter;
    int rowGroups = 1;

    double scaleOf(std::size_t channel) const
    {
        return stored.scales.size() == 1 ? stored.scales.front() : stored.scales[channel];
    }
};

void complete(mapping::WeightScales &scales, const platform::NumericFormat &format)
{
    if (format.weightScale == platform::WeightScale::RealPerChannel)
        completeMultipliers(scales);
    else
        scales.exponent = std::ilogb(scales.scales.front() / largestWeight(format.weightBits));
}

Requantisation requantisation(const UnitScales &unit, std::size_t channel, float bias, int inputExponent,
                              int outputExponent)
{
    Requantisation made;
    if (unit.format.weightScale == platform::WeightScale::RealPerChannel)
        made.multiplier = multiplierOf(unit.stored, channel);
    const int biasExponent = inputExponent + unit.format.droppedInputBits + *unit.stored.exponent;
    made.shift = outputExponent - biasExponent;
    double addend = std::nearbyint(std::ldexp(static_cast<double>(bias), -biasExponent));
    addend += static_cast<double>(halfStep(made.shift));
    if (unit.converter)
        addend += middleOfCodes(made.multiplier, unit.rowGroups, unit.converter->divisor);
    const double end = std::ldexp(1.0, addendBits(unit.format.weightScale) - 1);
    made.addend = static_cast<std::int32_t>(std::clamp(addend, -end, end - 1));
    return made;
}

class Integerising {
public:
    Integerising(const mapping::TrainedNetwork &trained, const platform::Platform &platform)
        : m_trained(trained), m_network(trained.model.network), m_platform(platform),
          m_scales(scalesByNode(m_network, *trained.quantisation))
    {
    }

    QuantisedNetwork run() const
    {
        QuantisedNetwork made{.network = m_network, .units = {}, .ranges = {}, .layers = {}};
        for (const platform::ComputeUnit &unit : m_platform.units)
            made.units.push_back({unit.name, unit.format.droppedInputBits});
        for (const mapping::ActivationScale &scale : m_scales)
            made.ranges.push_back(codeRange(scale));
        for (int node = 0; node <= m_network.output(); ++node)
            made.layers.push_back(network::isLayer(m_network.node(node)) ? layer(node) : QuantisedLayer());
        checkQuantised(made);
        return made;
    }

private:
    int exponentOf(int node) const { return m_scales[static_cast<std::size_t>(node)].exponent; }

    UnitScales scalesOf(const network::Node &node, int unit) const
    {
        const std::string &layer = node.name;
        const std::vector<mapping::WeightScales> &all = m_trained.quantisation->weights;
        const auto found = std::ranges::find_if(
            all, [&](const mapping::WeightScales &each) { return each.layer == layer && each.unit == unit; });
        const platform::ComputeUnit &on = m_platform.units[static_cast<std::size_t>(unit)];
        if (found == all.end())
            throw Error("The quantisation has no scales of the layer " + layer + " on the unit " + on.name +
                        "; it belongs to another platform or is damaged.");
        UnitScales scales{.format = on.format, .stored = *found, .converter = {}};
        complete(scales.stored, on.format);
        if (on.format.converter) {
            scales.converter = converterOf(node, on, *found);
            scales.rowGroups = rowGroups(*scales.converter, summedChannels(m_network, node));
        }
        return scales;
    }

    QuantisedLayer layer(int node) const
    {
        const std::string &name = m_network.node(node).name;
        const std::vector<float> &weights = m_trained.model.parameters.at(name + ".weight").values;
        const auto bias = m_trained.model.parameters.find(name + ".bias");
        const bool hasBias = bias != m_trained.model.parameters.end();
        QuantisedLayer made;
        made.unitOfChannel = unitsOf(*m_trained.mapping, name);
        const std::size_t channels = made.unitOfChannel.size();
        const std::size_t perChannel = weights.size() / channels;
        std::vector<std::optional<UnitScales>> units(m_platform.units.size());
        made.converters.resize(units.size());
        for (std::size_t c = 0; c < channels; ++c) {
            std::optional<UnitScales> &unit = units[static_cast<std::size_t>(made.unitOfChannel[c])];
            if (!unit)
                unit = scalesOf(m_network.node(node), made.unitOfChannel[c]);
            const auto scale = static_cast<float>(unit->scaleOf(c));
            for (std::size_t i = 0; i < perChannel; ++i)
                made.weights.push_back(weightCode(weights[c * perChannel + i], scale, unit->format.weightBits));
            made.channels.push_back(requantisation(*unit, c, hasBias ? bias->second.values[c] : 0,
                                                   exponentOf(m_network.node(node).inputs.front()), exponentOf(node)));
        }
        for (std::size_t unit = 0; unit < units.size(); ++unit)
            if (units[unit])
                made.converters[unit] = units[unit]->converter;
        return made;
    }

    const mapping::TrainedNetwork &m_trained;
    const network::Network &m_network;
    const platform::Platform &m_platform;
    const std::vector<mapping::ActivationScale> m_scales;
};

} // namespace

QuantisedNetwork integerise(const mapping::TrainedNetwork &trained, const mapping::Mapping &mapping,
                            const platform::Platform &platform)
{
    const std::string &name = trained.model.network.name();
    if (!trained.quantisation)
        throw Error("The network " + name + " is not quantised; a mapped and fine-tuned run is.");
    if (mapping::isPublished(*trained.quantisation))
        throw Error("The network " + name +
                    " was quantised by the published rules, whose scales are real numbers: it has no integers. "
                    "Fine-tune it by the corrected rules.");
    network::checkParameters(trained.model.network, trained.model.parameters);
    platform::checkBranchParameters(trained.model.network, trained.branches, platform);
    mapping::checkMapping(mapping, trained.model.network, platform);
    mapping::TrainedNetwork mapped = integer::mapped(trained, mapping, platform);
    mapped.model = mapping::heldModel(mapped, mapping, platform);
    return Integerising(mapped, platform).run();
}

} // namespace odimo::integer
