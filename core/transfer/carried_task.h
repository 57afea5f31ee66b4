// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/task.h"
#include "core/transfer/content_cache.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace odimo::transfer {

/// The connection of a worker to its host.
class HostLine {
public:
    virtual ~HostLine() = default;
    virtual void send(const protocol::Event &event) = 0;
    /// The next part that the host sends, however long that takes; absent if it asks to stop.
    virtual std::optional<protocol::ContentPart> nextPart() = 0;
    /// Lets so much time pass; false if the host asks to stop.
    virtual bool wait(std::chrono::milliseconds time) = 0;
};

/// The worker's side of a task whose files lie with a host elsewhere: reads them from the cache of this machine, asks
/// the host for what it lacks, and sends back what the task writes.
class CarriedTask {
public:
    /// All must outlive it. Throws Error (InputOutput) if there is no place for the files of the task.
    CarriedTask(const protocol::Task &task, const ContentCache &cache, HostLine &host);

    /// Brings here what is lacking; false if the host asks to stop meanwhile. Throws Error if the task names a file
    /// whose content it does not tell, or (InputOutput) if a content arrives damaged or cannot be kept.
    bool fetch();
    /// The task with the files of this machine, once they have been fetched.
    const protocol::Task &task() const { return m_task; }

    /// Hands an event of the task to the host, after the file that it names, which the host knows by its own path.
    void send(protocol::Event event);

private:
    std::optional<HeldFile> fetched(const protocol::Content &content);
    bool receive(IncomingFile &file);
    std::string sendFile(const std::string &path);

    HostLine &m_host;
    const ContentCache &m_cache;
    TaskFolder m_folder;
    std::string m_hostFolder;     ///< As the host names
    std::string m_hostCheckpoint; ///< them.
    std::vector<protocol::Content> m_contents;
    protocol::Task m_task;
    std::vector<HeldFile> m_held; ///< By content.
};

} // namespace odimo::transfer
