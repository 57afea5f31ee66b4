// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/sensitivity.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

/// Of the layer's own operator.
double weightsPerChannel(const LayerTable &layer)
{
    const platform::LayerGeometry &geometry = layer.layer.geometry;
    return static_cast<double>(geometry.kernelX) * geometry.kernelY * geometry.inChannels / geometry.groups;
}

/// The weights of a channel that a branch holds otherwise than the reference branch: all of them in another format, and
/// those that it does without where it computes another operator.
double weightsAffected(const LayerTable &layer, const platform::Branch &branch)
{
    if (branch.unit == layer.reference().unit)
        return 0;
    switch (branch.form()) {
    case platform::WeightForm::Full:
        return weightsPerChannel(layer);
    case platform::WeightForm::Diagonal:
    case platform::WeightForm::Zero:
        return weightsPerChannel(layer) - branch.weightsPerChannel();
    }
    return 0;
}

/// The penalties of the channels of one layer that stand where the mapping puts them.
double penaltyOfLayer(const LayerSensitivity &sensitivity, const LayerMapping &mapping)
{
    double penalty = 0;
    for (std::size_t channel = 0; channel < mapping.unitOfChannel.size(); ++channel) {
        const auto unit = static_cast<std::size_t>(mapping.unitOfChannel[channel]);
        if (unit >= sensitivity.penalty.size() || channel >= sensitivity.penalty[unit].size())
            throw Error("the sensitivity of the layer " + sensitivity.layer + " says nothing of channel " +
                        std::to_string(channel) + " on unit " + std::to_string(mapping.unitOfChannel[channel]) +
                        "; analyse this network on this platform anew");
        penalty += sensitivity.penalty[unit][channel];
    }
    return penalty;
}

void checkUnit(const std::vector<double> &penalty, const LayerTable &layer, const platform::Platform &platform,
               std::size_t unit)
{
    const platform::LayerGeometry &geometry = layer.layer.geometry;
    const std::string place =
        "the sensitivity of the layer " + geometry.name + " on the unit " + platform.units[unit].name;
    const std::size_t channels = layer.cycles[unit] ? static_cast<std::size_t>(geometry.outChannels) : 0;
    if (penalty.size() != channels)
        throw Error(place + " has " + std::to_string(penalty.size()) + " penalties; " + std::to_string(channels) +
                    " channels may stand there");
    for (std::size_t channel = 0; channel < channels; ++channel) {
        if (!std::isfinite(penalty[channel]) || penalty[channel] < 0)
            throw Error(place + " is " + std::to_string(penalty[channel]) + " for channel " + std::to_string(channel) +
                        "; a penalty is finite and not negative");
    }
}

} // namespace

Sensitivity weightCountSensitivity(const CostTable &table)
{
    double total = 0;
    for (const LayerTable &layer : table.layers)
        total += weightsPerChannel(layer) * layer.layer.geometry.outChannels;
    Sensitivity found;
    for (const LayerTable &layer : table.layers) {
        const auto channels = static_cast<std::size_t>(layer.layer.geometry.outChannels);
        LayerSensitivity &here = found.layers.emplace_back();
        here.layer = layer.layer.geometry.name;
        here.penalty.resize(table.platform.units.size());
        for (const platform::Branch &branch : layer.branches)
            here.penalty[static_cast<std::size_t>(branch.unit)].assign(channels,
                                                                       weightsAffected(layer, branch) / total);
    }
    return found;
}

double penaltyOf(const Sensitivity &sensitivity, const Mapping &mapping)
{
    if (mapping.layers.size() != sensitivity.layers.size())
        throw Error("the mapping has " + std::to_string(mapping.layers.size()) + " layers; the sensitivity has " +
                    std::to_string(sensitivity.layers.size()));
    double penalty = 0;
    for (std::size_t i = 0; i < mapping.layers.size(); ++i) {
        if (mapping.layers[i].layer != sensitivity.layers[i].layer)
            throw Error("layer " + std::to_string(i + 1) + " of the mapping is " + mapping.layers[i].layer +
                        "; that of the sensitivity is " + sensitivity.layers[i].layer);
        penalty += penaltyOfLayer(sensitivity.layers[i], mapping.layers[i]);
    }
    return penalty;
}

void checkSensitivity(const Sensitivity &sensitivity, const CostTable &table)
{
    if (sensitivity.layers.size() != table.layers.size())
        throw Error("the sensitivity has " + std::to_string(sensitivity.layers.size()) + " layers; the network has " +
                    std::to_string(table.layers.size()));
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const LayerSensitivity &layer = sensitivity.layers[i];
        const std::string &name = table.layers[i].layer.geometry.name;
        if (layer.layer != name)
            throw Error("layer " + std::to_string(i + 1) + " of the sensitivity is " + layer.layer +
                        "; that of the network is " + name);
        if (layer.penalty.size() != table.platform.units.size())
            throw Error("the sensitivity of the layer " + name + " is of " + std::to_string(layer.penalty.size()) +
                        " units; the platform " + table.platform.name + " has " +
                        std::to_string(table.platform.units.size()));
        for (std::size_t unit = 0; unit < layer.penalty.size(); ++unit)
            checkUnit(layer.penalty[unit], table.layers[i], table.platform, unit);
    }
}

} // namespace odimo::mapping
