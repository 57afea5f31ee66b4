// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace odimo::transfer {

/// The host's side of files that are copied to workers: finds what a task reads, and hands it out by digest, part by
/// part, so that never more than a part is in memory. Data are packed once (data::writePacked), into a file without a
/// name, which goes with this object.
class Outbox {
public:
    Outbox() = default;
    Outbox(const Outbox &) = delete;
    Outbox &operator=(const Outbox &) = delete;

    /// The files that the task names; data are loaded the first time that they are named. Throws Error if a file cannot
    /// be read, and as data::loadDataset does.
    std::vector<protocol::Content> contentsOf(const protocol::Task &task);
    /// The answer to a worker. Throws Error if contentsOf() has told of no such content, or it has changed since.
    protocol::ContentPart part(const protocol::ContentWanted &wanted) const;

private:
    struct Packed {
        protocol::Content content;
        File file;
    };
    const protocol::Content &packed(const std::string &data);

    std::map<std::string, Packed> m_data;                 ///< By specification.
    std::map<std::string, std::filesystem::path> m_files; ///< By digest.
};

} // namespace odimo::transfer
