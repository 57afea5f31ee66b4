// SPDX-License-Identifier: Apache-2.0
#include "core/transfer/incoming_file.h"

#include "core/base/error.h"
#include "core/base/safe_files.h"
#include "core/data/containers/base64.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo::transfer {

namespace {

[[noreturn]] void fail(const std::filesystem::path &path, int reason)
{
    throw Error(path.string() + " cannot be written: " + std::strerror(reason), ErrorKind::InputOutput);
}

/// False if the one who had locked the file before has made it the whole one.
bool hasTheName(int file, const std::filesystem::path &name)
{
    struct stat opened {};
    struct stat named {};
    return fstat(file, &opened) == 0 && stat(name.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
           opened.st_ino == named.st_ino;
}

} // namespace

IncomingFile::IncomingFile(std::filesystem::path goal, std::string sha256, std::int64_t bytes)
    : m_goal(std::move(goal)), m_partial(m_goal.string() + ".part"), m_sha256(std::move(sha256)), m_bytes(bytes)
{
    m_file = open(m_partial.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (m_file < 0)
        fail(m_partial, errno);
    m_isMine = flock(m_file, LOCK_EX | LOCK_NB) == 0 && hasTheName(m_file, m_partial);
    if (m_isMine)
        takeUp();
}

IncomingFile::~IncomingFile()
{
    if (m_file >= 0)
        close(m_file);
}

IncomingFile::IncomingFile(IncomingFile &&other) noexcept
    : m_goal(std::move(other.m_goal)), m_partial(std::move(other.m_partial)), m_sha256(std::move(other.m_sha256)),
      m_bytes(other.m_bytes), m_file(std::exchange(other.m_file, -1)), m_isMine(other.m_isMine),
      m_offset(other.m_offset), m_digest(std::move(other.m_digest))
{
}

/// What an earlier try has left belongs to the digest, too.
void IncomingFile::takeUp()
{
    std::array<char, 65536> block{};
    for (ssize_t count = 0; (count = read(m_file, block.data(), block.size())) > 0;) {
        m_digest.add({block.data(), static_cast<std::size_t>(count)});
        m_offset += count;
    }
    if (m_offset >= m_bytes)
        beginAgain();
}

void IncomingFile::beginAgain()
{
    if (ftruncate(m_file, 0) != 0 || lseek(m_file, 0, SEEK_SET) != 0)
        fail(m_partial, errno);
    m_digest = data::Sha256();
    m_offset = 0;
}

void IncomingFile::add(std::int64_t offset, const std::string &base64)
{
    if (offset == 0 && m_offset > 0)
        beginAgain();
    const std::string part = data::bytesFromBase64(base64);
    if (offset != m_offset || static_cast<std::int64_t>(part.size()) > m_bytes - m_offset)
        throw Error("a part of " + m_goal.filename().string() + " has " + std::to_string(part.size()) + " bytes from " +
                    std::to_string(offset) + " on, where " + std::to_string(m_bytes - m_offset) + " from " +
                    std::to_string(m_offset) + " on are missing");
    m_digest.add(part);
    for (std::size_t written = 0; written < part.size();) {
        const ssize_t count = write(m_file, part.data() + written, part.size() - written);
        if (count < 0 && errno != EINTR)
            fail(m_partial, errno);
        written += count > 0 ? static_cast<std::size_t>(count) : 0;
    }
    m_offset += static_cast<std::int64_t>(part.size());
}

void IncomingFile::discard() { unlink(m_partial.c_str()); }

void IncomingFile::keep()
{
    const std::string found = m_digest.hexadecimal();
    if (found != m_sha256 || !isWhole()) {
        discard();
        throw Error(m_goal.filename().string() + " has arrived damaged: its SHA-256 is " + found + " in place of " +
                        m_sha256 + "; try again, and check the connection if that does not help",
                    ErrorKind::InputOutput);
    }
    int reason = fsync(m_file) == 0 ? 0 : errno;
    if (reason == 0 && rename(m_partial.c_str(), m_goal.c_str()) != 0)
        reason = errno;
    if (reason == 0)
        reason = syncFolderOf(m_goal);
    if (reason != 0)
        fail(m_goal, reason);
}

} // namespace odimo::transfer
