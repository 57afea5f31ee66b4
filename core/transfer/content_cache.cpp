// SPDX-License-Identifier: Apache-2.0
#include "core/transfer/content_cache.h"

#include "core/base/error.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo::transfer {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t digestLength = 64;
constexpr const char *folderPattern = "task-XXXXXX";

[[noreturn]] void fail(const fs::path &folder, const std::string &reason)
{
    throw Error("the folder " + folder.string() + " for files from other machines cannot be used: " + reason +
                    "; set XDG_CACHE_HOME to a folder of your own",
                ErrorKind::InputOutput);
}

/// Of this user alone, whatever the mask of new files says.
void makePrivate(const fs::path &folder)
{
    std::error_code ignored;
    fs::create_directories(folder.parent_path(), ignored);
    struct stat status {};
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
        fail(folder, std::strerror(errno));
    if (lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        fail(folder, "it is no folder");
    if (status.st_uid != geteuid())
        fail(folder, "it is another user's");
    if ((status.st_mode & 0777) != 0700 && chmod(folder.c_str(), 0700) != 0)
        fail(folder, std::strerror(errno));
}

/// Absent if it is not there or, without waiting, somebody holds it.
std::optional<HeldFile> lock(const fs::path &path, int operation)
{
    const int file = open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (file < 0)
        return std::nullopt;
    HeldFile held(path, file);
    struct stat status {};
    if (flock(file, operation) != 0 || fstat(file, &status) != 0 || status.st_nlink == 0)
        return std::nullopt; // Removed between the two.
    return held;
}

struct Entry {
    fs::path path;
    fs::file_time_type used;
    std::int64_t bytes;
};

} // namespace

HeldFile::~HeldFile()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

HeldFile::HeldFile(HeldFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

fs::path ContentCache::usualFolder()
{
    for (const auto &[variable, below] : {std::pair{"XDG_CACHE_HOME", ""}, std::pair{"HOME", ".cache"}})
        if (const char *value = std::getenv(variable); value && *value == '/')
            return fs::path(value) / below / "odimo" / "worker";
    return fs::temp_directory_path() / ("odimo-worker-" + std::to_string(geteuid()));
}

ContentCache::ContentCache(fs::path folder, std::int64_t mostBytes)
    : m_folder(std::move(folder)), m_mostBytes(mostBytes)
{
    makePrivate(m_folder);
}

std::optional<HeldFile> ContentCache::find(const std::string &sha256) const
{
    std::optional<HeldFile> held = lock(m_folder / sha256, LOCK_SH);
    std::error_code ignored; // What is used is removed last.
    if (held)
        fs::last_write_time(held->path(), fs::file_time_type::clock::now(), ignored);
    return held;
}

IncomingFile ContentCache::begin(const std::string &sha256, std::int64_t bytes) const
{
    return {m_folder / sha256, sha256, bytes};
}

HeldFile ContentCache::keep(IncomingFile content) const
{
    content.keep();
    const std::string sha256 = content.sha256();
    static_cast<void>(IncomingFile(std::move(content))); // Gives its lock back.
    std::optional<HeldFile> held = find(sha256);
    if (!held)
        fail(m_folder, "other workers fill it faster than this one can read");
    tidyUp(sha256);
    return std::move(*held);
}

/// Whoever holds a file or folder has a lock on it.
void ContentCache::tidyUp(const std::string &newest) const
{
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
    std::vector<Entry> entries;
    std::error_code ignored;
    for (const fs::directory_entry &each : fs::directory_iterator(m_folder, ignored)) {
        const bool isContent = each.path().filename().string().size() == digestLength;
        const fs::file_time_type used = each.last_write_time(ignored);
        if (isContent)
            entries.push_back({each.path(), used, static_cast<std::int64_t>(each.file_size(ignored))});
        else if (used < yesterday && lock(each.path(), LOCK_EX | LOCK_NB))
            fs::remove_all(each.path(), ignored);
    }
    std::ranges::sort(entries, std::greater(), &Entry::used);
    std::int64_t kept = 0;
    for (const Entry &entry : entries) {
        kept += entry.bytes;
        if (kept > m_mostBytes && entry.path.filename() != newest && lock(entry.path, LOCK_EX | LOCK_NB)) {
            fs::remove(entry.path, ignored);
            kept -= entry.bytes;
        }
    }
}

HeldFile ContentCache::makeFolder() const
{
    std::string path = (m_folder / folderPattern).string();
    if (!mkdtemp(path.data()))
        fail(m_folder, std::strerror(errno));
    std::optional<HeldFile> held = lock(path, LOCK_EX);
    if (!held)
        fail(m_folder, std::strerror(errno));
    return std::move(*held);
}

TaskFolder::~TaskFolder()
{
    std::error_code ignored;
    fs::remove_all(path(), ignored);
}

} // namespace odimo::transfer
