// SPDX-License-Identifier: Apache-2.0
#include "app/cli/variation_options.h"

#include "core/base/error.h"

#include <CLI/CLI.hpp>

namespace odimo::cli {

void addVariationOptions(CLI::App &app, VariationOptions &options)
{
    app.add_option(
           "--vary", options.vary,
           "Values of a constant of the platform: digital.channels_at_once=8,16,32; each is combined with those "
           "of the other --vary")
        ->type_name("UNIT.CONSTANT=VALUES")
        ->allow_extra_args(false);
    app.add_flag("--operating-points", options.variation.operatingPoints,
                 "All of it at each operating point (clock and power) that the platform states");
    CLI::Option *area = app.add_option("--area", options.variation.area,
                                       "What a variant takes up, a formula of its constants: \"0.2 + 0.001 * "
                                       "analog.columns\"; the smaller of equals is the better")
                            ->type_name("FORMULA");
    app.add_option("--max-area", options.variation.mostArea, "Leave out larger variants")->needs(area);
    app.add_option("--most-variants", options.variation.mostVariants, "Refuse to compute more")->capture_default_str();
}

host::Variation variationOf(const VariationOptions &options)
{
    host::Variation variation = options.variation;
    if (!options.isAskedFor() && !variation.area.empty())
        throw Error("--area is for variants of the platform; say with --vary what varies", ErrorKind::Usage);
    for (const std::string &text : options.vary)
        variation.constants.push_back(within("--vary: ", [&] { return host::variedConstantFromText(text); }));
    return variation;
}

} // namespace odimo::cli
