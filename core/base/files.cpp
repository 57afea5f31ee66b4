// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo {

namespace {

[[noreturn]] void fail(const std::filesystem::path &path, const std::string &action, const std::string &reason)
{
    throw Error(path.string() + " cannot be " + action + ": " + reason, ErrorKind::InputOutput);
}

[[noreturn]] void fail(const std::filesystem::path &path, const std::string &action, int reason)
{
    fail(path, action, std::string(std::strerror(reason)));
}

/// What kind of file it is; empty for a regular one.
std::string otherKind(mode_t mode)
{
    if (S_ISREG(mode))
        return {};
    if (S_ISDIR(mode))
        return std::strerror(EISDIR);
    if (S_ISFIFO(mode))
        return "it is a pipe; save what comes from it in a file";
    if (S_ISSOCK(mode))
        return "it is a socket; name a file";
    return "it is a device; name a file";
}

template <typename Bytes>
Bytes readAll(const std::filesystem::path &path, std::size_t most)
{
    const File file = openToRead(path);
    Bytes bytes;
    std::size_t used = 0;
    while (true) {
        bytes.resize(std::max<std::size_t>(2 * used, 65536));
        const std::size_t count = std::fread(bytes.data() + used, 1, bytes.size() - used, file.get());
        if (std::ferror(file.get()))
            fail(path, "read", errno);
        used += count;
        if (used > most)
            fail(path, "read", "it is larger than " + std::to_string(most >> 20) + " MiB, more than any text here has");
        if (used < bytes.size())
            break;
    }
    bytes.resize(used);
    return bytes;
}

/// 0, or the system's reason why not everything was written.
int writeAndClose(std::FILE *file, const void *data, std::size_t size)
{
    int reason = size == 0 || std::fwrite(data, 1, size, file) == size ? 0 : errno;
    if (std::fclose(file) != 0 && reason == 0)
        reason = errno;
    return reason;
}

/// Devices and pipes are written in place: to rename a file over them would replace them.
bool isWrittenInPlace(const std::filesystem::path &path)
{
    std::error_code unreadable;
    const std::filesystem::file_status status = std::filesystem::status(path, unreadable);
    return std::filesystem::is_character_file(status) || std::filesystem::is_fifo(status);
}

void writeAll(const std::filesystem::path &path, const void *data, std::size_t size)
{
    static std::atomic<int> counter = 0;
    const bool inPlace = isWrittenInPlace(path);
    std::filesystem::path written = path;
    if (!inPlace) {
        written += "." + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".tmp";
        std::remove(written.c_str()); // A process of the same number may have been killed here.
    }

    // x: fails if a file or link of that name exists, so that nothing is written through it.
    std::FILE *file = std::fopen(written.c_str(), inPlace ? "wb" : "wbx");
    if (!file)
        fail(path, "written", errno);
    int reason = writeAndClose(file, data, size);
    if (reason == 0 && !inPlace && std::rename(written.c_str(), path.c_str()) != 0)
        reason = errno;
    if (reason != 0) {
        if (!inPlace)
            std::remove(written.c_str());
        fail(path, "written", reason);
    }
}

} // namespace

File openToRead(const std::filesystem::path &path)
{
    requireRegularFile(path);
    // Without waiting: another kind of file may have taken its place by now.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        fail(path, "read", errno);
    File file(::fdopen(descriptor, "rb"));
    if (!file) {
        const int reason = errno;
        ::close(descriptor);
        fail(path, "read", reason);
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        fail(path, "read", errno);
    if (const std::string other = otherKind(status.st_mode); !other.empty())
        fail(path, "read", other);
    return file;
}

void requireRegularFile(const std::filesystem::path &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0)
        return; // Opening it gives the system's reason.
    if (const std::string other = otherKind(status.st_mode); !other.empty())
        fail(path, "read", other);
}

std::string readText(const std::filesystem::path &path) { return readAll<std::string>(path, mostTextBytes); }

std::vector<std::byte> readBytes(const std::filesystem::path &path)
{
    return readAll<std::vector<std::byte>>(path, std::numeric_limits<std::size_t>::max());
}

void writeText(const std::filesystem::path &path, std::string_view text) { writeAll(path, text.data(), text.size()); }

void writeBytes(const std::filesystem::path &path, std::span<const std::byte> bytes)
{
    writeAll(path, bytes.data(), bytes.size());
}

std::filesystem::path executableFolder() { return std::filesystem::read_symlink("/proc/self/exe").parent_path(); }

std::filesystem::path resourcePath(const std::string &name)
{
    std::vector<std::filesystem::path> folders;
    if (const char *chosen = std::getenv("ODIMO_RESOURCES"))
        folders.emplace_back(chosen);
    folders.push_back(executableFolder().parent_path() / "share" / "odimo");

    std::string searched;
    for (const std::filesystem::path &folder : folders) {
        if (std::filesystem::exists(folder / name))
            return folder / name;
        addToList(searched, folder.string());
    }
    throw Error("the resource " + name + " is in none of " + searched +
                    "; install the program again or set ODIMO_RESOURCES to its folder",
                ErrorKind::InputOutput);
}

TemporaryFolder::TemporaryFolder()
{
    std::string name = (std::filesystem::temp_directory_path() / "odimo-XXXXXX").string();
    if (!mkdtemp(name.data()))
        fail(name, "created", errno);
    m_path = name;
}

TemporaryFolder::~TemporaryFolder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace odimo
