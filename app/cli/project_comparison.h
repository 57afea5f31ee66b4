// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/compare/project_difference.h"
#include "core/project/project.h"

#include <string>

namespace odimo::cli {

/// What sets two projects apart: why their figures cannot be compared, or hypervolumes and both fronts in one table;
/// then settings that differ.
std::string projectsText(const project::Project &first, const project::Project &second, mapping::Objective objective);
/// The same as a document.
Json projectsToJson(const project::Project &first, const project::Project &second);

/// A sentence for each part that two projects do not share, each on a line of its own.
std::string notComparableText(const std::vector<host::PartDifference> &parts);
/// A table of the settings that differ, or a sentence that none does.
std::string settingsText(const std::vector<host::SettingPair> &settings);

} // namespace odimo::cli
