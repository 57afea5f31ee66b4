// SPDX-License-Identifier: Apache-2.0
// Preloaded (LD_PRELOAD) into a program, it sees each operation that changes a file or folder. Variables of the
// environment, which the program's own children do not inherit:
//   ODIMO_DISK         the folder that counts, with all below it
//   ODIMO_DISK_KILL    the number of the operation, from 1, before which the program is killed
//   ODIMO_DISK_FULL    the number of the operation from which on there is no room left
//   ODIMO_DISK_READ_ONLY  "1" if nothing can be written
//   ODIMO_DISK_SYNCED  a folder that has, of each file, what a loss of power would leave: what was synchronised last
//   ODIMO_DISK_UNLINKS "lost" if files that were removed are there again, unless their folder was synchronised since
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace {

template <typename Function>
Function *real(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

std::string variable(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : "";
}

class Disk {
public:
    Disk()
        : m_folder(variable("ODIMO_DISK")), m_synced(variable("ODIMO_DISK_SYNCED")),
          m_isReadOnly(!variable("ODIMO_DISK_READ_ONLY").empty()),
          m_losesUnlinks(variable("ODIMO_DISK_UNLINKS") == "lost"),
          m_kill(std::atoi(variable("ODIMO_DISK_KILL").c_str())), m_full(std::atoi(variable("ODIMO_DISK_FULL").c_str()))
    {
        for (const char *name : {"LD_PRELOAD", "ODIMO_DISK"})
            unsetenv(name);
    }

    /// The path if it counts, else empty.
    std::string counted(int folder, const char *name)
    {
        std::string path = name;
        if (path.empty() || m_folder.empty())
            return {};
        if (path[0] != '/')
            path = (folder == AT_FDCWD ? "" : pathOf(folder)) + "/" + path;
        return path.starts_with(m_folder) ? path : std::string();
    }

    std::string pathOf(int file)
    {
        const std::lock_guard guard(m_mutex);
        const auto found = m_paths.find(file);
        return found == m_paths.end() ? "" : found->second;
    }

    void remember(int file, const std::string &path)
    {
        const std::lock_guard guard(m_mutex);
        if (file >= 0 && !path.empty())
            m_paths[file] = path;
    }

    void forget(int file)
    {
        const std::lock_guard guard(m_mutex);
        m_paths.erase(file);
    }

    /// Before each operation on a path that counts; false, with errno set, if there is no room for it.
    bool begins(const std::string &path, bool needsRoom = true)
    {
        if (path.empty())
            return true;
        const std::lock_guard guard(m_mutex);
        ++m_operation;
        if (m_operation == m_kill)
            raise(SIGKILL);
        if (m_isReadOnly) {
            errno = EROFS;
            return false;
        }
        if (m_full == 0 || m_operation < m_full || !needsRoom)
            return true;
        errno = ENOSPC;
        return false;
    }

    /// False, with errno set, if the path counts and nothing can be written there.
    bool mayWrite(const std::string &path) const
    {
        if (path.empty() || !m_isReadOnly)
            return true;
        errno = EROFS;
        return false;
    }

    void synchronised(int file)
    {
        const std::string path = pathOf(file);
        if (m_synced.empty() || path.empty())
            return;
        struct stat status {};
        if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
            removeIn(path);
            renameIn(path);
            return;
        }
        forgetRemoval(path); // A new file has its name.
        const std::string copy = copyOf(path);
        const int from = real<int(const char *, int, ...)>("open")(("/proc/self/fd/" + std::to_string(file)).c_str(),
                                                                   O_RDONLY | O_CLOEXEC);
        const int to = real<int(const char *, int, ...)>("open")((copy + ".part").c_str(),
                                                                 O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
        char buffer[65536];
        ssize_t count = 0;
        while ((count = read(from, buffer, sizeof buffer)) > 0)
            if (real<ssize_t(int, const void *, size_t)>("write")(to, buffer, static_cast<size_t>(count)) != count)
                abort();
        real<int(int)>("close")(from);
        real<int(int)>("close")(to);
        real<int(const char *, const char *)>("rename")((copy + ".part").c_str(), copy.c_str());
    }

    /// Lasts from when the folder is synchronised.
    void renamed(const std::string &from, const std::string &to)
    {
        const std::lock_guard guard(m_mutex);
        if (!m_synced.empty() && !from.empty() && !to.empty())
            m_renamed.push_back({from, to});
    }

    void removed(const std::string &path)
    {
        const std::lock_guard guard(m_mutex);
        if (m_synced.empty() || path.empty())
            return;
        if (m_losesUnlinks)
            m_removed.push_back(path);
        else
            real<int(const char *)>("unlink")(copyOf(path).c_str());
    }

private:
    struct Renaming {
        std::string from, to;
    };

    void renameIn(const std::string &folder)
    {
        const std::lock_guard guard(m_mutex);
        for (const Renaming &each : std::exchange(m_renamed, {})) {
            if (each.to.substr(0, each.to.rfind('/')) != folder)
                m_renamed.push_back(each);
            else if (real<int(const char *, const char *)>("rename")(copyOf(each.from).c_str(),
                                                                     copyOf(each.to).c_str()) != 0)
                // A name without its data.
                real<int(int)>("close")(real<int(const char *, int, ...)>("open")(copyOf(each.to).c_str(),
                                                                                  O_WRONLY | O_CREAT | O_TRUNC, 0644));
        }
    }

    void removeIn(const std::string &folder)
    {
        const std::lock_guard guard(m_mutex);
        for (const std::string &each : std::exchange(m_removed, {}))
            if (each.substr(0, each.rfind('/')) == folder)
                real<int(const char *)>("unlink")(copyOf(each).c_str());
            else
                m_removed.push_back(each);
    }

    void forgetRemoval(const std::string &path)
    {
        const std::lock_guard guard(m_mutex);
        std::erase(m_removed, path);
    }

    std::string copyOf(const std::string &path) const { return m_synced + path.substr(path.rfind('/')); }

    const std::string m_folder;
    const std::string m_synced;
    const bool m_isReadOnly;
    const bool m_losesUnlinks;
    const int m_kill;
    const int m_full;
    int m_operation = 0;
    std::recursive_mutex m_mutex;
    std::map<int, std::string> m_paths;
    std::vector<Renaming> m_renamed;
    std::vector<std::string> m_removed;
};

Disk &disk()
{
    static Disk &instance = *new Disk; // Also used while the program ends.
    return instance;
}

/// As early as possible, before the program looks at its environment.
const bool isReady = (disk(), true);

int opened(const char *function, int folder, const char *name, int flags, mode_t mode)
{
    const std::string path = disk().counted(folder, name);
    if ((flags & O_ACCMODE) != O_RDONLY && !disk().mayWrite(path))
        return -1;
    const bool changes = (flags & (O_CREAT | O_TRUNC)) != 0;
    if (changes && !disk().begins(path, faccessat(folder, name, F_OK, AT_SYMLINK_NOFOLLOW) != 0))
        return -1;
    const int file = real<int(int, const char *, int, ...)>(function)(folder, name, flags, mode);
    disk().remember(file, path);
    return file;
}

template <typename... Arguments>
int changed(const char *function, const std::string &path, bool needsRoom, Arguments... arguments)
{
    return disk().begins(path, needsRoom) ? real<int(Arguments...)>(function)(arguments...) : -1;
}

} // namespace

#define ODIMO_MODE(flags)                                                                                              \
    mode_t mode = 0;                                                                                                   \
    if ((flags)&O_CREAT) {                                                                                             \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

extern "C" {

int open(const char *name, int flags, ...)
{
    ODIMO_MODE(flags)
    return opened("openat", AT_FDCWD, name, flags, mode);
}

int open64(const char *name, int flags, ...)
{
    ODIMO_MODE(flags)
    return opened("openat64", AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char *name, int flags, ...)
{
    ODIMO_MODE(flags)
    return opened("openat", folder, name, flags, mode);
}

int openat64(int folder, const char *name, int flags, ...)
{
    ODIMO_MODE(flags)
    return opened("openat64", folder, name, flags, mode);
}

int access(const char *name, int mode)
{
    if ((mode & W_OK) != 0 && !disk().mayWrite(disk().counted(AT_FDCWD, name)))
        return -1;
    return real<int(const char *, int)>("access")(name, mode);
}

int close(int file)
{
    disk().forget(file);
    return real<int(int)>("close")(file);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    return disk().begins(disk().pathOf(file)) ? real<ssize_t(int, const void *, size_t)>("write")(file, bytes, size)
                                              : -1;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset)
{
    if (!disk().begins(disk().pathOf(file)))
        return -1;
    return real<ssize_t(int, const void *, size_t, off_t)>("pwrite")(file, bytes, size, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t offset)
{
    if (!disk().begins(disk().pathOf(file)))
        return -1;
    return real<ssize_t(int, const void *, size_t, off64_t)>("pwrite64")(file, bytes, size, offset);
}

int ftruncate(int file, off_t size) { return changed("ftruncate", disk().pathOf(file), size > 0, file, size); }

int ftruncate64(int file, off64_t size) { return changed("ftruncate64", disk().pathOf(file), size > 0, file, size); }

int fsync(int file)
{
    const int result = changed("fsync", disk().pathOf(file), true, file);
    if (result == 0)
        disk().synchronised(file);
    return result;
}

int fdatasync(int file)
{
    const int result = changed("fdatasync", disk().pathOf(file), true, file);
    if (result == 0)
        disk().synchronised(file);
    return result;
}

int mkdir(const char *name, mode_t mode) { return changed("mkdir", disk().counted(AT_FDCWD, name), true, name, mode); }

int mkdirat(int folder, const char *name, mode_t mode)
{
    return changed("mkdirat", disk().counted(folder, name), true, folder, name, mode);
}

int rmdir(const char *name) { return changed("rmdir", disk().counted(AT_FDCWD, name), false, name); }

int unlink(const char *name)
{
    const std::string path = disk().counted(AT_FDCWD, name);
    const int result = changed("unlink", path, false, name);
    if (result == 0)
        disk().removed(path);
    return result;
}

int unlinkat(int folder, const char *name, int flags)
{
    return changed("unlinkat", disk().counted(folder, name), false, folder, name, flags);
}

int rename(const char *from, const char *to)
{
    const int result = changed("rename", disk().counted(AT_FDCWD, from), true, from, to);
    if (result == 0)
        disk().renamed(disk().counted(AT_FDCWD, from), disk().counted(AT_FDCWD, to));
    return result;
}

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned int flags)
{
    const std::string path = disk().counted(fromFolder, from);
    const int result = changed("renameat2", path, true, fromFolder, from, toFolder, to, flags);
    if (result == 0)
        disk().renamed(path, disk().counted(toFolder, to));
    return result;
}

int link(const char *from, const char *to) { return changed("link", disk().counted(AT_FDCWD, from), true, from, to); }
}
