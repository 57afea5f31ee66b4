// SPDX-License-Identifier: Apache-2.0
#include "core/integer/mapped_network.h"

#include "core/integer/multipliers.h"
#include "core/mapping/branch_tensors.h"
#include "core/platform/branch.h"

#include <algorithm>
#include <utility>

namespace odimo::integer {

namespace {

/// As its units hold them.
std::vector<double> biasesOf(const network::Model &held, const std::string &layer)
{
    const auto found = held.parameters.find(layer + ".bias");
    if (found == held.parameters.end())
        return {};
    return {found->second.values.begin(), found->second.values.end()};
}

/// Of the channels that stand on the unit, no weights are left.
void keepNothing(network::Tensor &weight, const std::vector<int> &unitOfChannel, int unit)
{
    const std::size_t perChannel = weight.values.size() / unitOfChannel.size();
    for (std::size_t output = 0; output < unitOfChannel.size(); ++output)
        if (unitOfChannel[output] == unit)
            std::fill_n(weight.values.begin() + static_cast<std::ptrdiff_t>(output * perChannel), perChannel, 0.0F);
}

void takeForms(network::Model &model, const mapping::Mapping &mapping, const platform::Platform &platform)
{
    for (const platform::Layer &layer : platform::layersOf(model.network))
        for (const platform::Branch &branch : platform::branchesOf(layer, platform)) {
            network::Tensor &weight = model.parameters.at(layer.geometry.name + ".weight");
            const std::vector<int> &units = unitsOf(mapping, layer.geometry.name);
            switch (branch.form()) {
            case platform::WeightForm::Full:
            case platform::WeightForm::Diagonal: // Which has tensors of its own.
                break;
            case platform::WeightForm::Zero:
                keepNothing(weight, units, branch.unit);
                break;
            }
        }
}

} // namespace

const std::vector<int> &unitsOf(const mapping::Mapping &mapping, const std::string &layer)
{
    return std::ranges::find(mapping.layers, layer, &mapping::LayerMapping::layer)->unitOfChannel;
}

mapping::TrainedNetwork mapped(mapping::TrainedNetwork trained, const mapping::Mapping &mapping,
                               const platform::Platform &platform)
{
    const std::optional<mapping::Mapping> before = std::exchange(trained.mapping, mapping);
    mapping::addBranchTensors(trained, platform);
    takeForms(trained.model, mapping, platform);
    if (mapping::isPublished(*trained.quantisation))
        return trained; // Its scales stay real.
    const network::Network &network = trained.model.network;
    const network::Model held = mapping::heldModel(trained, mapping, platform);
    const std::vector<mapping::ActivationScale> activations = scalesByNode(network, *trained.quantisation);
    for (mapping::WeightScales &each : trained.quantisation->weights) {
        const std::vector<int> &units = unitsOf(mapping, each.layer);
        const platform::NumericFormat &format = platform.units[static_cast<std::size_t>(each.unit)].format;
        if (format.weightScale != platform::WeightScale::RealPerChannel ||
            (before && unitsOf(*before, each.layer) == units))
            continue;
        each.exponent.reset();
        std::vector<bool> computes;
        computes.reserve(units.size());
        for (const int unit : units)
            computes.push_back(unit == each.unit);
        if (std::ranges::count(computes, true) == 0)
            continue;
        const LayerSteps steps = stepsOfLayer(network, activations, network.find(each.layer));
        Multipliers made =
            multipliersOf(each.scales, biasesOf(held, each.layer), computes, readBy(format, steps), each.divisor);
        each.scales = std::move(made.scales);
        each.exponent = made.exponent;
    }
    return trained;
}

} // namespace odimo::integer
