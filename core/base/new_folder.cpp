// SPDX-License-Identifier: Apache-2.0
#include "core/base/new_folder.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace odimo {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path &path, const std::string &what, int reason)
{
    throw Error(path.string() + " cannot be " + what + ": " + std::strerror(reason), ErrorKind::InputOutput);
}

/// The path without a slash at its end, so that a name can be put beside it.
fs::path withoutSlash(const fs::path &path) { return path.has_filename() ? path : path.parent_path(); }

/// Throws Error unless a folder may take the place of what is there.
void checkPlace(const fs::path &goal, Existing existing)
{
    std::error_code error;
    const fs::file_status status = fs::status(goal, error);
    if (!fs::exists(status))
        return;
    if (!fs::is_directory(status))
        throw Error(goal.string() + " is a file; name a new folder");
    const bool isEmpty = fs::is_empty(goal, error);
    if (error)
        throw Error(goal.string() + " cannot be read: " + error.message(), ErrorKind::InputOutput);
    if (isEmpty)
        return;
    if (existing == Existing::Refuse)
        throw Error(goal.string() + " is not empty; give a new folder, so that nothing is overwritten");
    if (!fs::is_regular_file(goal / "manifest.json", error))
        throw Error(goal.string() + " is no export: it has files but no manifest.json; only an export is replaced");
}

/// Returns the system's reason, or 0.
int renamed(const fs::path &from, const fs::path &to) { return std::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno; }

/// Each takes the other's name, at once where the file system can.
int exchanged(const fs::path &made, const fs::path &old)
{
    if (renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, old.c_str(), RENAME_EXCHANGE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    const fs::path aside = made.string() + "-old";
    if (const int reason = renamed(old, aside); reason != 0)
        return reason;
    if (const int reason = renamed(made, old); reason != 0) {
        static_cast<void>(renamed(aside, old));
        return reason;
    }
    return renamed(aside, made);
}

} // namespace

NewFolder::NewFolder(const fs::path &goal, Existing existing) : m_shown(goal), m_existing(existing)
{
    if (goal.empty())
        throw Error("the new folder has no name; give one");
    checkPlace(goal, existing);
    // The name beside which another can be put, also for "run/" and ".", and of the folder that a link stands for.
    std::error_code error;
    m_goal = withoutSlash(fs::weakly_canonical(fs::absolute(goal, error), error));
    if (!error)
        fs::create_directories(m_goal.parent_path(), error);
    if (error)
        fail(goal, "made a folder", error.value());
    m_path = m_goal.parent_path() / ("." + m_goal.filename().string() + "." + std::to_string(getpid()) + ".tmp");
    fs::remove_all(m_path, error); // A process of the same number may have been killed here.
    if (!fs::create_directory(m_path, error))
        fail(goal, "made a folder", error.value());
}

NewFolder::~NewFolder()
{
    std::error_code ignored;
    fs::remove_all(m_path, ignored); // After complete(): what was replaced, if anything.
}

void NewFolder::complete()
{
    checkPlace(m_goal, m_existing); // It may have been filled meanwhile.
    std::error_code error;
    const bool replaces = fs::exists(m_goal, error) && !fs::is_empty(m_goal, error);
    if (const int reason = replaces ? exchanged(m_path, m_goal) : renamed(m_path, m_goal); reason != 0)
        fail(m_shown, "made a folder", reason);
}

} // namespace odimo
