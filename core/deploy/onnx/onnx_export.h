// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"

#include <string>

namespace odimo::deploy {

/// An ONNX file (QDQ form) that computes what the quantised network computes: between the nodes QuantizeLinear and
/// DequantizeLinear with the step of the codes, a Conv for the channels of each unit, Concat and Gather into the order
/// of the network, and a converter as Div, Floor and Clip. Shifts are Floor. Sums are exact in
/// single precision up to 2^24 of their steps; codes are then those of the executor, node by node. Throws Error on what
/// has no such form.
std::string onnxOf(const integer::QuantisedNetwork &network);

/// network.onnx and manifest.json. Throws Error if the request has no integers.
void writeOnnx(const ExportRequest &request, const std::filesystem::path &folder);

} // namespace odimo::deploy
