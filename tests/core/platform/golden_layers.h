// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "tests/core/platform/samples.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <vector>

namespace odimo::samples {

/// A row of tests/golden/diana_layer_costs.json: a layer split over the two units of DIANA.
struct GoldenLayer {
    platform::LayerGeometry geometry;
    int digitalChannels;
    int analogChannels;
    double digital_cycles;
    std::optional<double> analog_cycles; ///< Absent if the analog unit refuses the layer.
    double latency_cycles;
    double energy_uJ;
};

inline std::vector<GoldenLayer> goldenLayers()
{
    const std::string name = "/golden/diana_layer_costs.json";
    const Json golden = parseJson(readText(ODIMO_TEST_DATA + name), name);
    std::vector<GoldenLayer> layers;
    for (const Json &row : golden.at("rows")) {
        GoldenLayer layer{.geometry = {.name = row[0],
                                       .inChannels = row[1],
                                       .outChannels = row[2].get<int>() + row[3].get<int>(),
                                       .kernelX = row[4],
                                       .kernelY = row[5],
                                       .groups = row[6],
                                       .outX = row[7],
                                       .outY = row[8]},
                          .digitalChannels = row[2],
                          .analogChannels = row[3],
                          .digital_cycles = row[9],
                          .analog_cycles = std::nullopt,
                          .latency_cycles = row[11],
                          .energy_uJ = row[12]};
        if (!row[10].is_null())
            layer.analog_cycles = row[10].get<double>();
        layers.push_back(layer);
    }
    return layers;
}

} // namespace odimo::samples
