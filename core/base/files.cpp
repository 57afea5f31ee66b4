// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include <unistd.h>

namespace odimo {

namespace {

struct Close {
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, Close>;

[[noreturn]] void fail(const std::filesystem::path &path, const std::string &action, int reason)
{
    throw Error(path.string() + " cannot be " + action + ": " + std::strerror(reason), ErrorKind::InputOutput);
}

template <typename Bytes>
Bytes readAll(const std::filesystem::path &path)
{
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file)
        fail(path, "read", errno);
    Bytes bytes;
    std::size_t used = 0;
    while (true) {
        bytes.resize(std::max<std::size_t>(2 * used, 65536));
        const std::size_t count = std::fread(bytes.data() + used, 1, bytes.size() - used, file.get());
        if (std::ferror(file.get()))
            fail(path, "read", errno);
        used += count;
        if (used < bytes.size())
            break;
    }
    bytes.resize(used);
    return bytes;
}

void writeAll(const std::filesystem::path &path, const void *data, std::size_t size)
{
    static std::atomic<int> counter = 0;
    std::filesystem::path temporary = path;
    temporary += "." + std::to_string(getpid()) + "-" + std::to_string(counter++) + ".tmp";

    std::remove(temporary.c_str());                         // A process of the same number may have been killed here.
    std::FILE *file = std::fopen(temporary.c_str(), "wbx"); // Never through a link that lies there.
    if (!file)
        fail(path, "written", errno);
    int reason = size == 0 || std::fwrite(data, 1, size, file) == size ? 0 : errno;
    if (std::fclose(file) != 0 && reason == 0)
        reason = errno;
    if (reason == 0 && std::rename(temporary.c_str(), path.c_str()) != 0)
        reason = errno;
    if (reason != 0) {
        std::remove(temporary.c_str());
        fail(path, "written", reason);
    }
}

} // namespace

std::string readText(const std::filesystem::path &path) { return readAll<std::string>(path); }

std::vector<std::byte> readBytes(const std::filesystem::path &path) { return readAll<std::vector<std::byte>>(path); }

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
    folders.emplace_back(ODIMO_SOURCE_RESOURCES);

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
