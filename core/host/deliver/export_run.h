// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/new_folder.h"
#include "core/deploy/exporters.h"
#include "core/project/project.h"

#include <filesystem>
#include <vector>

namespace odimo::host {

/// Writes a folder with the trained and mapped network of a run. Throws Error if the run has no weights, if the network
/// cannot be written in that form (before anything is written), or if the folder cannot be made: then nothing of it is
/// there, and what was there before still is.
void exportRun(const project::Project &project, const project::Run &run, const deploy::Exporter &exporter,
               const std::filesystem::path &folder, Existing existing);

/// All that speaks against it, found before anything is written. Throws Error if the run has no weights.
std::vector<deploy::Refusal> exportRefusals(const project::Project &project, const project::Run &run,
                                            const deploy::Exporter &exporter);

} // namespace odimo::host
