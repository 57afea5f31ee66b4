// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

namespace odimo::samples {

/// What every exporter can write; its weights are in a file in `folder`.
inline deploy::ExportRequest sampleRequest(const std::filesystem::path &folder)
{
    deploy::ExportRequest request = drawnPackageRequest(4);
    request.weights = folder / "given.safetensors";
    request.trained.mapping = request.mapping;
    mapping::saveTrainedNetwork(request.weights, request.trained, request.costs.platform);
    request.facts = R"({"run": 6, "title": "strength 1.5"})";
    return request;
}

} // namespace odimo::samples
