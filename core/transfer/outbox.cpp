// SPDX-License-Identifier: Apache-2.0
#include "core/transfer/outbox.h"

#include "core/base/error.h"
#include "core/data/containers/base64.h"
#include "core/data/containers/sha256.h"
#include "core/data/images/image_cache.h"
#include "core/data/packed.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace odimo::transfer {

namespace {

/// In the folder of decoded images, which is on a disk with room for them; else where the system has its own.
File namelessFile()
{
    std::error_code ignored;
    const std::filesystem::path folder = data::imageCacheFolder();
    std::filesystem::create_directories(folder, ignored);
    const int descriptor = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    File file(descriptor >= 0 ? fdopen(descriptor, "w+b") : std::tmpfile());
    if (!file)
        throw Error(std::string("no file can be made for the data that workers are given: ") + std::strerror(errno),
                    ErrorKind::InputOutput);
    return file;
}

std::string readPart(std::FILE *file, std::int64_t offset)
{
    std::string part(static_cast<std::size_t>(protocol::mostPartBytes), '\0');
    const ssize_t count = pread(fileno(file), part.data(), part.size(), offset);
    part.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    return part;
}

} // namespace

std::vector<protocol::Content> Outbox::contentsOf(const protocol::Task &task)
{
    std::vector<protocol::Content> contents;
    for (const std::string &path : {task.weights, task.neighbour, task.images, task.checkpoint}) {
        if (path.empty())
            continue;
        requireRegularFile(path);
        const std::string digest = data::sha256OfFile(path);
        m_files[digest] = path;
        contents.push_back(
            {.path = path, .sha256 = digest, .bytes = static_cast<std::int64_t>(std::filesystem::file_size(path))});
    }
    if (!task.data.empty())
        contents.push_back(packed(task.data));
    return contents;
}

const protocol::Content &Outbox::packed(const std::string &data)
{
    const auto known = m_data.find(data);
    if (known != m_data.end())
        return known->second.content;
    Packed packed{.content = {.path = data, .sha256 = {}}, .file = namelessFile()};
    data::Sha256 digest;
    data::writePacked(data::loadDataset(data), [&](std::string_view piece) {
        digest.add(piece);
        packed.content.bytes += static_cast<std::int64_t>(piece.size());
        if (std::fwrite(piece.data(), 1, piece.size(), packed.file.get()) != piece.size())
            throw Error("the data for the workers cannot be written to " + data::imageCacheFolder().string() + ": " +
                            std::strerror(errno),
                        ErrorKind::InputOutput);
    });
    if (std::fflush(packed.file.get()) != 0)
        throw Error("the data for the workers cannot be written to " + data::imageCacheFolder().string() + ": " +
                        std::strerror(errno),
                    ErrorKind::InputOutput);
    packed.content.sha256 = digest.hexadecimal();
    return m_data.emplace(data, std::move(packed)).first->second.content;
}

protocol::ContentPart Outbox::part(const protocol::ContentWanted &wanted) const
{
    protocol::ContentPart part{.sha256 = wanted.sha256, .offset = wanted.offset, .base64 = {}};
    const auto packed =
        std::ranges::find_if(m_data, [&](const auto &each) { return each.second.content.sha256 == wanted.sha256; });
    const auto file = m_files.find(wanted.sha256);
    if (packed != m_data.end())
        part.base64 = data::base64(readPart(packed->second.file.get(), wanted.offset));
    else if (file != m_files.end())
        part.base64 = data::base64(readPart(openToRead(file->second).get(), wanted.offset));
    if (part.base64.empty())
        throw Error("it asks for bytes from " + std::to_string(wanted.offset) + " on of a content " + wanted.sha256 +
                    ", which is none of its task's or has changed since");
    return part;
}

} // namespace odimo::transfer
