// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>

namespace odimo::host {

/// The folder <project>.runs beside the project file, where the workers of an exploration leave their files.
/// Invariant: this process holds its lock, which goes with the process however it ends.
class WorkFolder {
public:
    /// Throws Error if another program explores this project, or the folder cannot be made.
    explicit WorkFolder(const std::filesystem::path &project);
    /// Removes the folder if no run left anything to resume from.
    ~WorkFolder();
    WorkFolder(const WorkFolder &) = delete;
    WorkFolder &operator=(const WorkFolder &) = delete;

    std::filesystem::path ofRun(std::int64_t run) const;
    void remove(std::int64_t run) const;

private:
    std::filesystem::path m_path;
    int m_lock = -1;
};

} // namespace odimo::host
