// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan.h"
#include "core/project/project.h"

#include <filesystem>

namespace odimo::host {

/// A project that is open to be added to, and what it is about.
struct OpenProject {
    project::Project project;
    Subject subject;
};

/// Opens the project of an exploration, or creates it. Throws Error, before anything is written, if the settings are no
/// good, if the project is about something else, or if it cannot be written. With `settings.resume` the settings are
/// replaced by those stored in the project, but for where the work is computed; otherwise `settings.data` is fitted to
/// the network (fitData).
OpenProject projectFor(const std::filesystem::path &path, Settings &settings);

} // namespace odimo::host
