// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/host/plan.h"
#include "core/mapping/cost.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>

namespace odimo::host {

namespace {

template <typename Number>
std::string text(Number number)
{
    std::ostringstream stream;
    stream << number;
    return stream.str();
}

void checkPreset(const Settings &settings)
{
    const std::vector<std::string> names = presetNames();
    if (std::ranges::find(names, settings.preset) != names.end())
        return;
    std::string known;
    for (const std::string &name : names)
        known += (known.empty() ? "" : ", ") + name;
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

void checkTraining(const Settings &settings, const data::DatasetSummary &data)
{
    if (settings.epochs)
        for (const int epochs : {settings.epochs->warmup, settings.epochs->search, settings.epochs->finetune})
            if (epochs < 1)
                throw Error("a phase has " + text(epochs) + " epochs; each needs at least 1");
    const int fewestImages = 2 * static_cast<int>(data.classes.size());
    if (settings.images && *settings.images != 0 && *settings.images < fewestImages)
        throw Error("training on " + text(*settings.images) + " images is not possible: " + data.name + " has " +
                    text(data.classes.size()) + " classes and needs at least " + text(fewestImages) +
                    " for training and validation; 0 takes all");
    if (!std::isfinite(settings.budget_s) || settings.budget_s <= 0)
        throw Error("the budget is " + text(settings.budget_s) + " s; it must be above 0");
    if (settings.seed > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        throw Error("the seed " + text(settings.seed) + " is too large; it must be below 2^63");
}

void checkMachine(const Settings &settings)
{
    if (settings.device != "cpu" && settings.device != "cuda")
        throw Error("there is no device \"" + settings.device + "\"; there are cpu and cuda");
    if (settings.jobs < 0)
        throw Error("the number of jobs is " + text(settings.jobs) + "; it must be 1 or more, or 0 to choose it");
}

void checkFit(const network::Network &network, const data::DatasetSummary &data)
{
    const network::Shape input = network.inputShape();
    if (input != network::Shape{data.channels, data.height, data.width})
        throw Error("the network " + network.name() + " reads images of " + text(input.channels) + "x" +
                    text(input.height) + "x" + text(input.width) + " (channels, height, width), but those of " +
                    data.name + " are " + text(data.channels) + "x" + text(data.height) + "x" + text(data.width));
    if (network.classes() != static_cast<int>(data.classes.size()))
        throw Error("the network " + network.name() + " tells " + text(network.classes()) + " classes apart, but " +
                    data.name + " has " + text(data.classes.size()));
}

} // namespace

network::Network validate(const Settings &settings, const data::DatasetSummary &data)
{
    checkPreset(settings);
    checkStrengths(settings);
    checkTraining(settings, data);
    checkMachine(settings);
    const platform::Platform platform = platform::loadPlatform(settings.platform);
    const network::Network network =
        network::zooNetwork(settings.network, {.input = network::Shape{data.channels, data.height, data.width},
                                               .classes = static_cast<int>(data.classes.size())});
    checkFit(network, data);
    mapping::makeCostTable(network::simplify(network), platform); // Names a layer that no unit can run.
    return network;
}

} // namespace odimo::host
