// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/export_request.h"
#include "core/deploy/refusal.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::deploy {

/// A form in which a trained network leaves the program.
struct Exporter {
    const char *name;   ///< "json"
    const char *title;  ///< "JSON and safetensors"
    const char *writes; ///< What is in its folder, in a few words.
    /// Writes the files into an empty folder. Throws Error before the first one if the network has no such form, and
    /// Error (InputOutput) if a file cannot be written.
    void (*write)(const ExportRequest &request, const std::filesystem::path &folder);
    /// All that speaks against it, found without writing; `write` throws exactly if there is something.
    std::vector<Refusal> (*refusals)(const ExportRequest &request);
    int images;        ///< How many of ExportRequest::images it has use for.
    bool isVerifiable; ///< verifyPackage can build and run what it writes.
};

/// All there are, the default first.
std::span<const Exporter> exporters();

/// Throws Error listing the names if there is none of this name.
const Exporter &exporterNamed(std::string_view name);

} // namespace odimo::deploy
