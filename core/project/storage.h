// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace odimo::project {

/// Files of weights as they are stored.
struct StoredWeights {
    int files = 0;
    std::int64_t bytes = 0; ///< Compressed.
    bool operator==(const StoredWeights &) const = default;
};

/// What takes the space of a project. All in bytes.
struct Storage {
    std::int64_t file = 0;                          ///< The whole file.
    std::int64_t unused = 0;                        ///< Of it, what compact() gives back.
    std::map<std::string, StoredWeights> weights{}; ///< By role; what is stored once for several counts for the first.
    std::map<std::int64_t, std::int64_t>
        weightsOfRun{}; ///< What each run alone needs: it goes if the run's weights do.
    std::int64_t analyses = 0;
    std::int64_t epochs = 0;
    std::int64_t log = 0;
    std::int64_t setup = 0; ///< Network, platform, settings and plans.
};

/// Throws Error as Project::open.
Storage storageOf(const std::filesystem::path &project);

/// Gives the space that nothing uses back to the disk. Throws Error as Project::open, or if the disk has no room for
/// the second copy that this takes meanwhile; the project is as it was then.
void compact(const std::filesystem::path &project);

} // namespace odimo::project
