// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::host {

/// Keys of project::Project::document: the settings and the plan of the last exploration, and the plans that were
/// fitted to a time budget, by their planKey; as JSON.
inline constexpr const char *settingsDocument = "settings";
inline constexpr const char *planDocument = "plan";
inline constexpr const char *fittedPlansDocument = "fitted_plans";
/// What was decided to be fine-tuned (SelectionRounds), as JSON.
inline constexpr const char *selectionDocument = "selection";
inline constexpr const char *earlierSelectionDocument = "polish"; ///< Its key in earlier versions.
/// What is still to be done of mappings that the user chose (ChosenRuns), as JSON.
inline constexpr const char *chosenDocument = "chosen";

} // namespace odimo::host
