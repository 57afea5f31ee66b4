// SPDX-License-Identifier: Apache-2.0
#include "core/transfer/carried_task.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/containers/base64.h"

#include <algorithm>
#include <filesystem>

namespace odimo::transfer {

using namespace std::chrono_literals;

namespace {

/// The path in an event that names a file; null in others.
std::string *fileOf(protocol::Event &event)
{
    if (auto *epoch = std::get_if<protocol::EpochFinished>(&event))
        return &epoch->checkpoint;
    if (auto *weights = std::get_if<protocol::WeightsSaved>(&event))
        return &weights->path;
    if (auto *logits = std::get_if<protocol::LogitsSaved>(&event))
        return &logits->path;
    if (auto *previewed = std::get_if<protocol::Previewed>(&event))
        return &previewed->path;
    return nullptr;
}

} // namespace

CarriedTask::CarriedTask(const protocol::Task &task, const ContentCache &cache, HostLine &host)
    : m_host(host), m_cache(cache), m_folder(cache), m_hostFolder(task.folder), m_hostCheckpoint(task.checkpoint),
      m_contents(task.contents.value()), m_task(task)
{
    m_task.contents.reset();
    if (!task.folder.empty())
        m_task.folder = m_folder.path().string();
}

bool CarriedTask::fetch()
{
    for (std::string *path : {&m_task.weights, &m_task.neighbour, &m_task.images, &m_task.checkpoint, &m_task.data}) {
        if (path->empty())
            continue;
        const auto content = std::ranges::find(m_contents, *path, &protocol::Content::path);
        if (content == m_contents.end())
            throw Error("the task of " + m_task.name + " names " + *path + " and no content of it");
        std::optional<HeldFile> file = fetched(*content);
        if (!file)
            return false;
        *path = file->path().string();
        m_held.push_back(std::move(*file));
    }
    return true;
}

/// Another worker of this machine may be fetching the same.
std::optional<HeldFile> CarriedTask::fetched(const protocol::Content &content)
{
    constexpr auto look = 200ms;
    constexpr auto heartbeat = 5s;
    for (auto waited = 0ms;; waited += look) {
        if (std::optional<HeldFile> file = m_cache.find(content.sha256))
            return file;
        IncomingFile file = m_cache.begin(content.sha256, content.bytes);
        if (file.isMine()) {
            if (std::optional<HeldFile> come = m_cache.find(content.sha256)) { // Between the two looks.
                file.discard();
                return come;
            }
            return receive(file) ? std::optional(m_cache.keep(std::move(file))) : std::nullopt;
        }
        if (waited % heartbeat == 0ms)
            m_host.send(protocol::Alive{}); // It waits, which takes no time of the processor.
        if (!m_host.wait(look))
            return std::nullopt;
    }
}

bool CarriedTask::receive(IncomingFile &file)
{
    while (!file.isWhole()) {
        m_host.send(protocol::ContentWanted{.sha256 = file.sha256(), .offset = file.offset()});
        const std::optional<protocol::ContentPart> part = m_host.nextPart();
        if (!part)
            return false;
        if (part->sha256 != file.sha256())
            throw Error("the host sent a part of another file than was asked for");
        file.add(part->offset, part->base64);
    }
    return true;
}

void CarriedTask::send(protocol::Event event)
{
    if (std::string *path = fileOf(event))
        *path = sendFile(*path);
    m_host.send(event);
}

/// Returns the path by which the host knows it.
std::string CarriedTask::sendFile(const std::string &path)
{
    if (path == m_task.checkpoint) // Which a task that goes on names before it has written one itself.
        return m_hostCheckpoint;
    const std::string name = std::filesystem::path(path).filename().string();
    protocol::FilePart part{.name = name,
                            .sha256 = data::sha256OfFile(path),
                            .bytes = static_cast<std::int64_t>(std::filesystem::file_size(path)),
                            .offset = 0,
                            .base64 = {}};
    const File file = openToRead(path);
    std::string bytes(static_cast<std::size_t>(protocol::mostPartBytes), '\0');
    do {
        const std::size_t count = std::fread(bytes.data(), 1, bytes.size(), file.get());
        if (count == 0 && part.bytes > 0)
            throw Error("cannot read " + path, ErrorKind::InputOutput);
        part.base64 = data::base64({bytes.data(), count});
        m_host.send(part);
        part.offset += static_cast<std::int64_t>(count);
    } while (part.offset < part.bytes);
    return (std::filesystem::path(m_hostFolder) / name).string();
}

} // namespace odimo::transfer
