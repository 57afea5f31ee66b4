// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace odimo {

/// What the user can do about an error, where each front end says it in its own words: the command line with an option,
/// the window with a field or a button. Numbered from 0 without gaps.
enum class Remedy {
    OtherProjectFile,  ///< Explore into another project file.
    ExistingProject,   ///< Open a file that an exploration made.
    FirstExploration,  ///< Explore: that makes the project file.
    NewExploration,    ///< Begin an exploration instead of resuming one.
    ResumeExploration, ///< Go on with the exploration of the project.
    InstallWorker,     ///< Install the worker, or say where it is.
    DeviceCpu,         ///< Train on the CPU.
    OtherSeed,         ///< Train with another seed, or longer.
    LessMemory,        ///< Train what needs less memory.
    FloatNumerics,     ///< Measure without quantisation.
};

/// Its name in files and in the protocol of the worker: "device-cpu".
const char *nameOf(Remedy remedy);
std::optional<Remedy> remedyFromName(std::string_view name);

/// In words that hold in every front end, such as those of a project file, which any of them may show.
const char *plainWords(Remedy remedy);

/// All of them.
std::vector<Remedy> remedies();

} // namespace odimo
