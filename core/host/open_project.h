// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/files/new_file.h"
#include "core/host/files/work_folder.h"
#include "core/host/plan/inputs.h"
#include "core/host/plan/settings.h"
#include "core/project/project.h"

#include <filesystem>
#include <memory>

namespace odimo::host {

/// A project that is open to be added to, and what it is about. The order is that of their making: a new file is
/// removed after it was closed, while the lock is still held.
struct OpenProject {
    std::unique_ptr<WorkFolder> folder;
    NewFile made;
    project::Project project;
    Inputs inputs;
    bool isUpgraded = false; ///< It was of an earlier schema: a line of its log says where a copy of that is.
};

/// Locks and opens the project of an exploration, or creates it. Throws Error, before anything is written, if the
/// settings are no good, if the project is about something else, if another program explores it, or if it cannot be
/// written. With `settings.resume` the settings are replaced by those stored in the project, but for where the work is
/// computed; otherwise `settings.data` is fitted to the network (fitData).
OpenProject openProject(const std::filesystem::path &path, Settings &settings);

/// What openProject would refuse about the file, without a trace: it is no project or about something else than
/// `settings`, whose network is `network`, another program explores it, or it cannot be written. Throws Error.
void checkProjectFile(const std::filesystem::path &path, const Settings &settings, const network::Network &network);

} // namespace odimo::host
