// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"

namespace CLI {
class App;
}

namespace odimo::cli {

/// `--pin`, `--max-latency`, `--max-energy` and `--min-accuracy`: what every mapping must keep to.
struct SteeringOptions {
    host::RestrictionSettings restrictions;
    double leastAccuracy_percent = 0;
};

void addSteeringOptions(CLI::App &app, SteeringOptions &options);

/// Throws Error on an accuracy that is no percentage.
host::RestrictionSettings restrictionSettings(const SteeringOptions &options);

} // namespace odimo::cli
