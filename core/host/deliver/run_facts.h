// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::host {

/// "strength 0.2", or the name of the engine or the baseline, as the project holds it: it may have characters that are
/// not to be printed.
std::string titleOf(const std::optional<double> &strength, const std::string &baseline, const std::string &engine);

/// The same of a run, "warm-up" for that.
std::string titleOf(const project::Run &run);

/// What a manifest says of a run: its number, kind and title, what it is about, its accuracy, findings, settings and
/// provenance.
Json factsOf(const project::Run &run, const project::Project &project);

} // namespace odimo::host
