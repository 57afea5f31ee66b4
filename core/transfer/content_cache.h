// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transfer/incoming_file.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

namespace odimo::transfer {

/// A file that stays where it is while this lives, also if it goes out of a cache meanwhile.
class HeldFile {
public:
    /// Takes an open file or folder with a lock on it, which are given back in the end.
    HeldFile(std::filesystem::path path, int descriptor) : m_path(std::move(path)), m_descriptor(descriptor) {}
    ~HeldFile();
    HeldFile(HeldFile &&other) noexcept;
    HeldFile &operator=(HeldFile &&) = delete;

    const std::filesystem::path &path() const { return m_path; }

private:
    std::filesystem::path m_path;
    int m_descriptor;
};

/// The contents that the workers of this machine were given, by digest, so that each comes once: files of a folder that
/// only this user can read. Beyond its limit what was used longest ago goes, unless a worker holds it.
class ContentCache {
public:
    static constexpr std::int64_t usualBytes = std::int64_t{20} << 30;

    /// $XDG_CACHE_HOME/odimo/worker, or ~/.cache/odimo/worker, or where neither is set one for this user below /tmp.
    static std::filesystem::path usualFolder();

    /// Throws Error (InputOutput) if the folder cannot be made, or is another's.
    explicit ContentCache(std::filesystem::path folder = usualFolder(), std::int64_t mostBytes = usualBytes);

    std::optional<HeldFile> find(const std::string &sha256) const;
    /// A content that is to come here. Throws Error as IncomingFile does.
    IncomingFile begin(const std::string &sha256, std::int64_t bytes) const;
    /// Keeps one that has come, and removes what is too much. Throws Error as IncomingFile::keep() does.
    HeldFile keep(IncomingFile content) const;

    /// A new, empty one; see TaskFolder.
    HeldFile makeFolder() const;

private:
    void tidyUp(const std::string &newest) const;

    std::filesystem::path m_folder;
    std::int64_t m_mostBytes;
};

/// A folder of a cache for what a task writes, removed with its end. Those of workers that were killed are removed a
/// day later.
class TaskFolder {
public:
    /// Throws Error (InputOutput) if it cannot be made.
    explicit TaskFolder(const ContentCache &cache) : m_held(cache.makeFolder()) {}
    ~TaskFolder();
    TaskFolder(const TaskFolder &) = delete;
    TaskFolder &operator=(const TaskFolder &) = delete;

    const std::filesystem::path &path() const { return m_held.path(); }

private:
    HeldFile m_held;
};

} // namespace odimo::transfer
