// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/deploy/diana/lowering/chip_program.h"
#include "core/deploy/diana/source/golden.h"
#include "core/deploy/diana/source/package_files.h"
#include "core/deploy/export_request.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// Tells one content of a file from others, in 16 hexadecimal digits.
std::string digestOfText(const std::string &text);

/// Tells the network of a package from others: a digest of all its integers.
std::string hashOf(const integer::QuantisedNetwork &network);

/// manifest.json of a package: beside what every manifest has, {"format": "diana-c", "network_hash", "platform",
/// "golden": where the images come from, "tensors": [{"name", "bytes", "crc32": [one an image]}], "output_crc32",
/// "memory", "latency_cycles", "latency_ms", "layers", "digests": {path: digestOfText}}.
Json packageManifest(const ExportRequest &request, const ChipProgram &program, const PackageFiles &files,
                     const std::vector<GoldenImage> &images);

} // namespace odimo::deploy
