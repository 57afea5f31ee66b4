// SPDX-License-Identifier: Apache-2.0
#include "core/host/files/work_folder.h"

#include "core/base/error.h"
#include "core/host/files/run_files.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo::host {

namespace {

constexpr const char *lockName = "lock";
/// Another exploration may end, and remove the folder, each time that this one is about to lock it.
constexpr int mostTries = 100;

[[noreturn]] void fail(const std::filesystem::path &path, const std::string &reason)
{
    throw Error("the folder " + path.string() + " for the files of the workers cannot be used: " + reason,
                ErrorKind::InputOutput);
}

[[noreturn]] void failToOpen(const std::filesystem::path &path, int reason)
{
    if (std::filesystem::is_symlink(path))
        fail(path, "it is a link to another place; remove the link");
    fail(path, std::strerror(reason));
}

bool isSame(const struct stat &one, const struct stat &other)
{
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

std::filesystem::path folderOf(const std::filesystem::path &project)
{
    return std::filesystem::weakly_canonical(std::filesystem::absolute(project)).string() + ".runs";
}

/// 0, or why the file could not be locked. Whoever looks whether the project is explored holds the lock for a moment,
/// too: it is waited for.
int lockFile(int file)
{
    constexpr int mostLooks = 20;
    for (int look = 1;; ++look) {
        if (flock(file, LOCK_EX | LOCK_NB) == 0)
            return 0;
        if (errno != EWOULDBLOCK || look == mostLooks)
            return errno;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

} // namespace

// The database lies where a link to the project leads to, and so does the folder: else two explorations of one project
// would not see each other's lock.
WorkFolder::WorkFolder(const std::filesystem::path &project) : m_path(folderOf(project))
{
    for (int tries = 0; tries < mostTries; ++tries) {
        if (mkdir(m_path.c_str(), 0777) != 0 && errno != EEXIST)
            fail(m_path, std::strerror(errno));
        m_folder = openFolder(AT_FDCWD, m_path.string());
        if (m_folder < 0 && errno != ENOENT)
            failToOpen(m_path, errno);
        if (m_folder < 0)
            continue;
        try {
            if (lock())
                return;
        } catch (const Error &error) {
            close(m_folder);
            rmdir(m_path.c_str()); // Nothing but a folder that is empty.
            throw error.within(project.string() + " ");
        }
        close(m_folder);
    }
    fail(m_path, "it comes and goes; wait for the other explorations of this project to end");
}

/// False if the file was removed by the one that had locked it before.
bool WorkFolder::lock()
{
    m_lock = openat(m_folder, lockName, O_CREAT | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (m_lock < 0 && errno == ENOENT)
        return false;
    if (m_lock < 0)
        throw Error("cannot be explored: " + (m_path / lockName).string() + ": " +
                        (errno == ELOOP ? "it is a link; remove it" : std::strerror(errno)),
                    ErrorKind::InputOutput);
    struct stat opened {};
    struct stat named {};
    if (const int reason = lockFile(m_lock); reason != 0) {
        close(m_lock);
        if (reason == EWOULDBLOCK)
            throw Error("is being explored by another program; wait for it or stop it first");
        throw Error("cannot be explored: " + (m_path / lockName).string() +
                        " cannot be locked: " + std::strerror(reason),
                    ErrorKind::InputOutput);
    }
    if (fstat(m_lock, &opened) == 0 && stat((m_path / lockName).c_str(), &named) == 0 && isSame(opened, named))
        return true;
    close(m_lock);
    return false;
}

WorkFolder::~WorkFolder()
{
    struct stat status {};
    if (fstat(m_lock, &status) == 0 && status.st_size == 0) // Ours is empty.
        unlinkat(m_folder, lockName, 0);
    rmdir(m_path.c_str());
    close(m_folder);
    close(m_lock); // Last: who gets the lock now sees that its file is gone.
}

std::filesystem::path WorkFolder::ofRun(std::int64_t run) const { return m_path / std::to_string(run); }

std::filesystem::path WorkFolder::made(std::int64_t run) const
{
    const std::filesystem::path path = ofRun(run);
    const std::string name = std::to_string(run);
    if (mkdirat(m_folder, name.c_str(), 0777) != 0 && errno != EEXIST)
        fail(path, std::strerror(errno));
    const int folder = openFolder(m_folder, name);
    if (folder < 0)
        failToOpen(path, errno);
    const std::filesystem::path link = linkIn(folder, path);
    close(folder);
    if (!link.empty())
        fail(path, link.string() + " is a link to another place; remove it");
    return path;
}

std::string WorkFolder::checkpoint(std::int64_t run, const std::string &phase) const
{
    const std::filesystem::path path = ofRun(run) / (phase + ".checkpoint");
    return std::filesystem::is_regular_file(std::filesystem::symlink_status(path)) ? path.string() : "";
}

void WorkFolder::remove(std::int64_t run) const { removeRunFiles(m_folder, std::to_string(run)); }

bool isExplored(const std::filesystem::path &project)
{
    const int lock = open((folderOf(project) / lockName).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0)
        return false;
    const bool isHeld = flock(lock, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(lock); // And with it a lock that was free.
    return isHeld;
}

void requireUnexplored(const std::filesystem::path &project)
{
    if (isExplored(project))
        throw Error("another program explores " + project.string() + "; wait until that exploration ends");
}

} // namespace odimo::host
