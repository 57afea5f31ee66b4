// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/validate.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"
#include "core/host/plan/presets.h"

#include "core/mapping/cost/cost.h"
#include "core/network/passes.h"
#include "core/platform/platform_findings.h"
#include "core/platform/published_cost.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

namespace odimo::host {

namespace {

constexpr int mostThreads = 1024;

template <typename Number>
std::string text(Number number)
{
    if constexpr (std::is_floating_point_v<Number>)
        return numberText(number);
    else
        return std::to_string(number);
}

void checkPreset(const Settings &settings)
{
    const std::vector<std::string> names = presetNames();
    if (std::ranges::find(names, settings.preset) != names.end())
        return;
    std::string known;
    for (const std::string &name : names)
        addToList(known, name);
    throw Error("there is no preset \"" + settings.preset + "\"; there are " + known);
}

void checkStrengths(const Settings &settings)
{
    for (const double strength : settings.strengths)
        if (!std::isfinite(strength) || strength < 0)
            throw Error("the strength " + text(strength) + " cannot be used; a strength is a number, 0 or more");
    if (settings.points && (*settings.points < 1 || *settings.points > 100))
        throw Error("the number of points is " + text(*settings.points) + "; it must be from 1 to 100");
}

void checkTraining(const Settings &settings, const Inputs &inputs)
{
    if (settings.epochs) {
        const int leastWarmup = inputs.source.parameters ? 0 : 1;
        if (settings.epochs->warmup < leastWarmup)
            throw Error("the warm-up has " + text(settings.epochs->warmup) +
                        " epochs; it needs at least 1, unless the network comes with "
                        "trained weights");
        for (const int epochs : {settings.epochs->search, settings.epochs->finetune})
            if (epochs < 1)
                throw Error("a phase has " + text(epochs) + " epochs; each needs at least 1");
    }
    const data::DatasetSummary &data = inputs.data;
    const int fewestImages = 2 * static_cast<int>(data.classes.size());
    if (settings.images && *settings.images != 0 && *settings.images < fewestImages)
        throw Error("training on " + text(*settings.images) + " images is not possible: " + data.name + " has " +
                    text(data.classes.size()) + " classes and needs at least " + text(fewestImages) +
                    " for training and validation; 0 takes all");
    for (std::size_t label = 0; label < data.trainPerClass.size(); ++label)
        if (data.trainPerClass[label] == 1)
            throw Error(data.name + " has a single training image of the class '" + data.classes[label] +
                        "'; training and validation need one each, so give it more, or leave the class out");
    if (!std::isfinite(settings.budget_s) || settings.budget_s <= 0)
        throw Error("the budget is " + text(settings.budget_s) + " s; it must be above 0");
    if (settings.seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        throw Error("the seed " + text(settings.seed) + " is too large; it must be below 2^63");
}

void checkEngine(const Settings &settings)
{
    const mapping::Engine &engine = engineOf(settings);
    for (const double target : settings.targets)
        if (!std::isfinite(target) || target <= 0 || target > 1)
            throw Error("the target " + text(target) +
                        " cannot be used; a target is a share of the cost of all channels on the reference unit, "
                        "above 0 and at most 1");
    if (engine.trains())
        return;
    const std::string hint = "; choose the engine odimo for it";
    if (!settings.strengths.empty())
        throw Error("the engine " + engine.name + " needs no strengths" + hint);
    if (settings.startRun)
        throw Error("the engine " + engine.name + " starts from no mapping" + hint);
    if (settings.costRule == protocol::CostRule::Published || settings.style == protocol::QuantiserStyle::Published)
        throw Error("the engine " + engine.name + " does not have the published rules" + hint);
}

/// The published rules know no converters: accuracies would be those of an ideal array under another name.
void checkStyle(const Settings &settings, const platform::Platform &platform)
{
    if (settings.style != protocol::QuantiserStyle::Published)
        return;
    for (const platform::ComputeUnit &unit : platform.units)
        if (unit.format.converter || unit.format.droppedInputBits > 0)
            throw Error("the published quantisers leave out how the unit " + unit.name + " of the platform " +
                        platform.name +
                        " reads its array; choose a platform with an ideal array, such as diana_ideal, or other "
                        "quantisers");
}

/// A front of mappings that all cost the same has one point.
void checkObjective(mapping::Objective objective, const std::vector<mapping::LayerChoices> &layers,
                    const platform::Platform &platform)
{
    const auto cost = [&](const mapping::LayerChoice &choice) {
        return objective == mapping::Objective::Latency ? choice.latency_cycles : choice.energy_uJ;
    };
    const auto isFlat = [&](const mapping::LayerChoices &layer) {
        const auto [least, most] = std::ranges::minmax(layer.choices, {}, cost);
        return cost(most) - cost(least) <= 1e-9 * cost(most); // But for rounding.
    };
    const bool isChoice = std::ranges::any_of(layers, [](const auto &layer) { return layer.choices.size() > 1; });
    if (!isChoice || !std::ranges::all_of(layers, isFlat))
        return;
    const bool isLatency = objective == mapping::Objective::Latency;
    throw Error("all mappings of the network take the same " + std::string(isLatency ? "time" : "energy") +
                " on the platform " + platform.name + "; choose the objective " + (isLatency ? "energy" : "latency"));
}

void checkRestrictions(const Settings &settings, const mapping::CostTable &table)
{
    const mapping::Restrictions restrictions = restrictionsOf(settings.restrictions, table.platform);
    mapping::checkRestrictions(restrictions, table);
    const std::vector<mapping::LayerChoices> layers =
        mapping::layerChoices(table, mapping::weightCountSensitivity(table), restrictions);
    checkObjective(settings.objective, layers, table.platform);
    if (restrictions.mostLatency_ms || restrictions.mostEnergy_uJ)
        mapping::permittedFront(layers, settings.objective, restrictions, table.platform);
}

/// A search mixes two formats of a channel; the other engines know any number of branches.
void checkSearch(const Settings &settings, const mapping::CostTable &table)
{
    if (!engineOf(settings).trains())
        return;
    const std::string hint = "; choose another engine, such as instant";
    if (const std::optional<std::string> reason = platform::searchRefusal(table.platform))
        throw Error(*reason + hint);
    for (const mapping::LayerTable &layer : table.layers)
        if (layer.branches.size() > 2)
            throw Error(
                "the layer " + layer.layer.geometry.name + " can run on " + std::to_string(layer.branches.size()) +
                " units of the platform " + table.platform.name +
                ", and a search shares a layer between two at most: leave units out of a copy of the platform's "
                "file, or" +
                hint.substr(1));
}

void checkMachine(const Settings &settings)
{
    if (settings.device != "cpu" && settings.device != "cuda")
        throw Error("there is no device \"" + settings.device + "\"; there are cpu and cuda");
    if (settings.jobs < 0)
        throw Error("the number of jobs is " + text(settings.jobs) + "; it must be 1 or more, or 0 to choose it");
    if (settings.threads && (std::min(settings.threads->alone, settings.threads->beside) < 1 ||
                             std::max(settings.threads->alone, settings.threads->beside) > mostThreads))
        throw Error("the threads of a task must be from 1 to " + text(mostThreads));
}

} // namespace

void fitData(Settings &settings)
{
    if (const std::optional<network::Shape> input = fixedInput(settings.network))
        settings.data = fitted(settings.data, *input, settings.fit ? Fit::Demanded : Fit::Offered);
}

Inputs validate(const Settings &settings, const data::DatasetSummary &data)
{
    checkPreset(settings);
    checkStrengths(settings);
    checkMachine(settings);
    const platform::Platform platform = platformOf(settings);
    Inputs inputs{loadNetwork(settings.network, {.input = network::Shape{data.channels, data.height, data.width},
                                                 .classes = static_cast<int>(data.classes.size())}),
                  data};
    checkTraining(settings, inputs);
    checkFit(inputs.source.network, data, settings.data);
    inputs.source.network.setInputValues(inputValuesOf(data));
    if (data.isSigned && settings.style == protocol::QuantiserStyle::Published)
        throw Error(data.name + " has values below 0, and the published quantisers would read them as 0; choose other "
                                "quantisers, or data of pixels that are not normalised");
    // Names a layer that no unit can run.
    const mapping::CostTable table = mapping::makeCostTable(network::simplify(inputs.source.network), platform);
    checkEngine(settings);
    checkSearch(settings, table);
    checkStyle(settings, platform);
    if (settings.costRule == protocol::CostRule::Published)
        platform::checkPublishedCosts(platform);
    checkRestrictions(settings, table);
    return inputs;
}

} // namespace odimo::host
