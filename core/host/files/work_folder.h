// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace odimo::host {

/// The folder <project>.runs beside the project file, where the workers of an exploration leave their files. A received
/// project may come with one that was made to harm: no link in it is followed, and only files with the names that this
/// program gives are ever removed.
/// Invariant: this process holds its lock, which goes with the process however it ends.
class WorkFolder {
public:
    /// Throws Error if another program explores this project, or the folder cannot be made or is a link.
    explicit WorkFolder(const std::filesystem::path &project);
    /// Removes the folder if nothing is left in it.
    ~WorkFolder();
    WorkFolder(const WorkFolder &) = delete;
    WorkFolder &operator=(const WorkFolder &) = delete;

    std::filesystem::path ofRun(std::int64_t run) const;
    /// The same, which is there then. Throws Error if it cannot be made, or it or something in it is a link.
    std::filesystem::path made(std::int64_t run) const;
    /// The file that holds the last epoch of a phase; empty if there is none.
    std::string checkpoint(std::int64_t run, const std::string &phase) const;
    /// Removes the run's files, and its folder if nothing else is in it.
    void remove(std::int64_t run) const;

private:
    bool lock();

    std::filesystem::path m_path;
    int m_folder = -1;
    int m_lock = -1;
};

/// Throws Error if some program explores the project, so that it must not be changed now.
void requireUnexplored(const std::filesystem::path &project);

/// True while some program, this one included, explores the project. False if that cannot be known.
bool isExplored(const std::filesystem::path &project);

} // namespace odimo::host
