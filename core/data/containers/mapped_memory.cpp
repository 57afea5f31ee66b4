// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/mapped_memory.h"

#include "core/base/error.h"

#include <string>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo::data {

namespace {

class FileHandle {
public:
    FileHandle(const std::filesystem::path &path, int flags) : m_handle(::open(path.c_str(), flags | O_CLOEXEC, 0600))
    {
    }
    ~FileHandle()
    {
        if (m_handle >= 0)
            ::close(m_handle);
    }
    FileHandle(const FileHandle &) = delete;
    FileHandle &operator=(const FileHandle &) = delete;
    int operator*() const { return m_handle; }

private:
    int m_handle;
};

} // namespace

MappedMemory::~MappedMemory() { ::munmap(m_begin, m_size); }

std::unique_ptr<MappedMemory> MappedMemory::map(int file, std::size_t size, int protection, int flags)
{
    void *begin = ::mmap(nullptr, size, protection, flags, file, 0);
    if (begin == MAP_FAILED)
        return nullptr;
    return std::unique_ptr<MappedMemory>(new MappedMemory(static_cast<std::uint8_t *>(begin), size));
}

std::shared_ptr<const MappedMemory> MappedMemory::ofFile(const std::filesystem::path &path)
{
    const FileHandle file(path, O_RDONLY);
    struct stat status = {};
    if (*file < 0 || ::fstat(*file, &status) != 0 || status.st_size <= 0)
        return nullptr;
    return map(*file, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_SHARED);
}

std::unique_ptr<MappedMemory> MappedMemory::newFile(const std::filesystem::path &path, std::size_t size)
{
    const FileHandle file(path, O_RDWR | O_CREAT | O_EXCL);
    // Room that is not set aside now would end the program when the disk is full.
    if (*file < 0 || ::posix_fallocate(*file, 0, static_cast<off_t>(size)) != 0)
        return nullptr;
    return map(*file, size, PROT_READ | PROT_WRITE, MAP_SHARED);
}

std::unique_ptr<MappedMemory> MappedMemory::withoutFile(std::size_t size)
{
    std::unique_ptr<MappedMemory> memory = map(-1, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
    if (!memory)
        throw Error("the images need " + std::to_string(size >> 20) +
                    " MiB of memory, which is not there; choose a smaller size with the data option image=");
    return memory;
}

} // namespace odimo::data
