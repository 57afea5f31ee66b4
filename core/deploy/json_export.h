// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"

namespace odimo::deploy {

/// The values of this program, for other tools: network.json, weights.safetensors, mapping.json and costs.json of a
/// mapped network, integers.json of one that has an integer form, manifest.json.
void writeJson(const ExportRequest &request, const std::filesystem::path &folder);

} // namespace odimo::deploy
