// SPDX-License-Identifier: Apache-2.0
#include "core/host/files/new_file.h"

#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace odimo::host {

NewFile::NewFile(std::filesystem::path path) : m_path(std::move(path))
{
    struct stat status {};
    if (lstat(m_path.c_str(), &status) != 0)
        m_path.clear();
    m_device = status.st_dev;
    m_number = status.st_ino;
}

NewFile::NewFile(NewFile &&other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_device(other.m_device), m_number(other.m_number)
{
}

NewFile::~NewFile()
{
    struct stat status {};
    if (m_path.empty() || lstat(m_path.c_str(), &status) != 0 || status.st_dev != m_device || status.st_ino != m_number)
        return;
    // Where the disk was full, the database could not be made a single file; its log must not wait for another project.
    for (const char *ending : {"-wal", "-shm", "-journal", ""})
        unlink((m_path.string() + ending).c_str());
}

} // namespace odimo::host
