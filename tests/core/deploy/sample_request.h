// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"
#include "core/integer/integerise.h"
#include "tests/core/integer/drawn_quantisation.h"

namespace odimo::samples {

/// What an exporter is given of a drawn network; its weights are written to a file in `folder`.
inline deploy::ExportRequest requestOf(const DrawnMapped &drawn, const std::filesystem::path &folder)
{
    mapping::TrainedNetwork trained = drawn.trained;
    trained.mapping = drawn.mapping;
    const std::filesystem::path weights = folder / "given.safetensors";
    mapping::saveTrainedNetwork(weights, trained, drawn.platform);
    return {.name = "a drawn network",
            .trained = trained,
            .weights = weights,
            .mapping = drawn.mapping,
            .costs = drawn.table,
            .integers = integer::integerise(trained, drawn.mapping, drawn.platform),
            .facts = R"({"run": 6, "title": "strength 1.5"})"};
}

} // namespace odimo::samples
