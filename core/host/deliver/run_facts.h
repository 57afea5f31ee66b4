// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::host {

/// What a manifest says of a run: its number, kind and title, what it is about, its accuracy, findings, settings and
/// provenance.
Json factsOf(const project::Run &run, const project::Project &project);

} // namespace odimo::host
