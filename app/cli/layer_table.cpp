// SPDX-License-Identifier: Apache-2.0
#include "app/cli/layer_table.h"

#include "app/cli/figures.h"
#include "core/base/split_bar.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>

namespace odimo::cli {

namespace {

constexpr int barWidth = 16;
constexpr double joulePerMicrojoule = 1e-6;

std::vector<Column> columnsFor(const platform::Platform &platform, const Scale &cycles, const Scale &joule)
{
    std::string split;
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        split += (unit == 0 ? "" : " ") + std::string(shadeOf(unit)) + " " + platform.units[unit].name;
    std::vector<Column> columns = {{"layer", Align::Left}, {split, Align::Left}};
    for (const platform::ComputeUnit &unit : platform.units)
        columns.push_back({unit.name, Align::Right});
    for (const platform::ComputeUnit &unit : platform.units)
        columns.push_back({unit.name + " " + cycles.prefix + "cycles", Align::Right});
    if (platform.layout)
        columns.push_back({"conversion " + cycles.prefix + "cycles", Align::Right});
    columns.push_back({"latency " + cycles.prefix + "cycles", Align::Right});
    columns.push_back({"energy " + joule.prefix + "J", Align::Right});
    return columns;
}

} // namespace

Table layerTable(const mapping::CostTable &table, const mapping::Mapping &mapping)
{
    const platform::Platform &platform = table.platform;
    const std::size_t units = platform.units.size();
    const mapping::MappingCost cost = mapping::costOf(table, mapping);
    const Scale cycles = scaleFor(cost.latency_cycles);
    const Scale joule = scaleFor(cost.energy_uJ * joulePerMicrojoule);
    Table result(columnsFor(platform, cycles, joule));
    std::vector<int> totals(units, 0);
    double converted_cycles = 0; // in all

    const auto addRow = [&](const std::string &name, const std::vector<int> &channels, std::vector<std::string> perUnit,
                            double conversion_cycles, double latency_cycles, double energy_uJ) {
        std::vector<std::string> cells = {name, splitBar(channels, barWidth)};
        for (const int count : channels)
            cells.push_back(std::to_string(count));
        std::ranges::move(perUnit, std::back_inserter(cells));
        if (platform.layout)
            cells.push_back(scaled(conversion_cycles, cycles));
        cells.push_back(scaled(latency_cycles, cycles));
        cells.push_back(scaled(energy_uJ * joulePerMicrojoule, joule));
        result.row(std::move(cells));
    };
    for (std::size_t i = 0; i < cost.layers.size(); ++i) {
        const std::vector<int> channels = mapping::channelsPerUnit(mapping.layers[i], static_cast<int>(units));
        std::vector<std::string> perUnit;
        for (const std::optional<double> &value : cost.layers[i].cycles)
            perUnit.push_back(value ? scaled(*value, cycles) : "—");
        std::ranges::transform(totals, channels, totals.begin(), std::plus());
        const mapping::LayerCost &layer = cost.layers[i];
        converted_cycles += layer.conversion_cycles;
        addRow(mapping.layers[i].layer, channels, perUnit, layer.conversion_cycles, layer.latency_cycles,
               layer.energy_uJ);
    }
    result.separator();
    addRow("network", totals, std::vector<std::string>(units), converted_cycles, cost.latency_cycles, cost.energy_uJ);
    return result;
}

} // namespace odimo::cli
