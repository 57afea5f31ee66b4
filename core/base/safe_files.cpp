// SPDX-License-Identifier: Apache-2.0
#include "core/base/safe_files.h"

#include "core/base/error.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace odimo {

namespace {

[[noreturn]] void fail(const std::filesystem::path &path, int reason)
{
    throw Error(path.string() + " cannot be written: " + std::strerror(reason), ErrorKind::InputOutput);
}

/// Returns the system's reason, or 0.
int writeWhole(int file, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = write(file, bytes.data(), bytes.size());
        if (count < 0 && errno != EINTR)
            return errno;
        if (count == 0)
            return ENOSPC;
        bytes = bytes.subspan(count > 0 ? static_cast<std::size_t>(count) : 0);
    }
    return fsync(file) == 0 ? 0 : errno;
}

/// A temporary file, removed at the end of the scope unless it was renamed.
class Temporary {
public:
    explicit Temporary(const std::filesystem::path &path) : m_path(path)
    {
        static std::atomic<int> counter = 0;
        m_path += "." + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".tmp";
    }
    ~Temporary() { unlink(m_path.c_str()); }
    Temporary(const Temporary &) = delete;
    Temporary &operator=(const Temporary &) = delete;

    const char *name() const { return m_path.c_str(); }

    int write(std::span<const std::byte> bytes) const
    {
        unlink(name()); // A process of the same number may have been killed here.
        const int file = open(name(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file < 0)
            return errno;
        const int reason = writeWhole(file, bytes);
        return close(file) == 0 || reason != 0 ? reason : errno;
    }

private:
    std::filesystem::path m_path;
};

/// Returns the system's reason, or 0.
int renameWithoutReplacing(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    return link(from, to) == 0 ? 0 : errno; // For file systems such as NFS; the temporary file is removed as always.
}

} // namespace

int syncFolderOf(const std::filesystem::path &path)
{
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    const int reason = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno; // Some file systems do not support it.
    close(descriptor);
    return reason;
}

void writeDurably(const std::filesystem::path &path, std::span<const std::byte> bytes)
{
    const Temporary temporary(path);
    int reason = temporary.write(bytes);
    if (reason == 0 && std::rename(temporary.name(), path.c_str()) != 0)
        reason = errno;
    if (reason == 0)
        reason = syncFolderOf(path);
    if (reason != 0)
        fail(path, reason);
}

bool writeNew(const std::filesystem::path &path, std::span<const std::byte> bytes)
{
    const Temporary temporary(path);
    int reason = temporary.write(bytes);
    if (reason == 0 && (reason = renameWithoutReplacing(temporary.name(), path.c_str())) == EEXIST)
        return false;
    if (reason == 0 && (reason = syncFolderOf(path)) != 0)
        unlink(path.c_str());
    if (reason != 0)
        fail(path, reason);
    return true;
}

} // namespace odimo
