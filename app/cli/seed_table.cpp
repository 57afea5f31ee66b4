// SPDX-License-Identifier: Apache-2.0
#include "app/cli/seed_table.h"

#include "app/cli/figures.h"
#include "app/cli/table.h"
#include "core/base/list_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace odimo::cli {

namespace {

/// "90.12 (89.90 – 90.33)"
std::string spreadText(const host::Spread &spread, const std::function<std::string(double)> &text)
{
    return text(spread.mean) + " (" + text(spread.least) + " – " + text(spread.most) + ")";
}

Scale scaleOf(const std::vector<host::SeedSpread> &spreads, host::Spread host::SeedSpread::*figure, double factor)
{
    double most = 0;
    for (const host::SeedSpread &spread : spreads)
        most = std::max(most, factor * (spread.*figure).most);
    return scaleFor(most);
}

} // namespace

std::string seedsText(const std::vector<host::SeedSpread> &spreads, const Terminal &terminal)
{
    if (spreads.empty())
        return {};
    const Scale cycles = scaleOf(spreads, &host::SeedSpread::latency_cycles, 1);
    const Scale joule = scaleOf(spreads, &host::SeedSpread::energy_uJ, joulePerMicrojoule);
    Table table({{"runs", Align::Left},
                 {"mapping", Align::Left},
                 {"accuracy %"},
                 {cycles.prefix + "cycles"},
                 {joule.prefix + "J"}});
    for (const host::SeedSpread &spread : spreads) {
        std::string runs;
        for (const std::int64_t run : spread.runs)
            addToList(runs, std::to_string(run));
        table.row(
            {runs, spread.title, spreadText(spread.accuracy, [](double value) { return percent(value); }),
             spreadText(spread.latency_cycles, [&](double value) { return scaled(value, cycles); }),
             spreadText(spread.energy_uJ, [&](double value) { return scaled(joulePerMicrojoule * value, joule); })});
    }
    return "\nRuns that differ in nothing but the seed: mean (least – most)\n\n" + table.text(terminal.columns);
}

Json frontDocument(const host::Front &front, const std::vector<host::SeedSpread> &spreads)
{
    Json document = host::toJson(front);
    if (!spreads.empty())
        document["seeds"] = host::toJson(spreads);
    return document;
}

} // namespace odimo::cli
