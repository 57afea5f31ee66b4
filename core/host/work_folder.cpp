// SPDX-License-Identifier: Apache-2.0
#include "core/host/work_folder.h"

#include "core/base/error.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace odimo::host {

namespace {

constexpr const char *lockName = "lock";

}

WorkFolder::WorkFolder(const std::filesystem::path &project)
    : m_path(std::filesystem::absolute(project).string() + ".runs")
{
    std::error_code failure;
    std::filesystem::create_directory(m_path, failure);
    m_lock = open((m_path / lockName).c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (m_lock < 0)
        throw Error("the folder " + m_path.string() +
                    " for the files of the workers cannot be written: " + std::strerror(errno));
    if (flock(m_lock, LOCK_EX | LOCK_NB) != 0) {
        close(m_lock);
        throw Error(project.string() + " is being explored by another program; wait for it or stop it first");
    }
}

WorkFolder::~WorkFolder()
{
    std::error_code ignored;
    std::filesystem::remove(m_path / lockName, ignored);
    std::filesystem::remove(m_path, ignored);
    close(m_lock);
}

std::filesystem::path WorkFolder::ofRun(std::int64_t run) const { return m_path / std::to_string(run); }

void WorkFolder::remove(std::int64_t run) const
{
    std::error_code ignored;
    std::filesystem::remove_all(ofRun(run), ignored);
}

} // namespace odimo::host
