// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/vary/variants.h"

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace odimo::cli {

/// `--vary`, `--operating-points`, `--area`, `--max-area` and `--most-variants`.
struct VariationOptions {
    std::vector<std::string> vary;
    host::Variation variation; ///< All but the constants.

    bool isAskedFor() const { return !vary.empty() || variation.operatingPoints; }
};

void addVariationOptions(CLI::App &app, VariationOptions &options);

/// Throws Error on a `--vary` that is none, and if there is something else without anything that varies.
host::Variation variationOf(const VariationOptions &options);

} // namespace odimo::cli
