// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::host {

/// Keys of project::Project::note: the settings and the plan of the last exploration, and the plans that were fitted to
/// a time budget, by their planKey; as JSON.
inline constexpr const char *settingsNote = "settings";
inline constexpr const char *planNote = "plan";
inline constexpr const char *fittedPlansNote = "fitted_plans";
/// What was decided to be fine-tuned (PolishRounds), as JSON.
inline constexpr const char *polishNote = "polish";

} // namespace odimo::host
