// SPDX-License-Identifier: Apache-2.0
#include "app/cli/steering_options.h"

#include "app/cli/figures.h"
#include "core/base/error.h"
#include "core/base/number_text.h"

#include <CLI/CLI.hpp>

namespace odimo::cli {

void addSteeringOptions(CLI::App &app, SteeringOptions &options)
{
    app.add_option("--pin", options.restrictions.pins,
                   "Fix a layer or some of its channels to a unit: conv1=digital, fc[0-4]=analog; may be repeated");
    app.add_option("--max-latency", options.restrictions.mostLatency_ms, "The most milliseconds a mapping may take");
    app.add_option("--max-energy", options.restrictions.mostEnergy_uJ, "The most microjoules a mapping may take");
    app.add_option("--min-accuracy", options.leastAccuracy_percent, "The least accuracy a mapping may have, in %");
}

host::RestrictionSettings restrictionSettings(const SteeringOptions &options)
{
    host::RestrictionSettings restrictions = options.restrictions;
    const double percent = options.leastAccuracy_percent;
    if (!(percent >= 0 && percent <= 100))
        throw Error("--min-accuracy: " + shortestText(percent) + " is no percentage; it is from 0 to 100");
    if (percent > 0)
        restrictions.leastAccuracy = percent / 100;
    return restrictions;
}

} // namespace odimo::cli
