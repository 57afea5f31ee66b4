// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers/sha256.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace odimo::transfer {

/// A file that arrives in parts, one after the other. Until it is whole it lies beside its goal under a longer name,
/// and a later try goes on with what has arrived; it gets its name only if its digest is the expected one.
class IncomingFile {
public:
    /// Throws Error (InputOutput) if the file cannot be written.
    IncomingFile(std::filesystem::path goal, std::string sha256, std::int64_t bytes);
    ~IncomingFile();
    IncomingFile(IncomingFile &&other) noexcept;
    IncomingFile &operator=(IncomingFile &&) = delete;

    /// False if another process receives the same file now, or has just done so.
    bool isMine() const { return m_isMine; }
    const std::filesystem::path &goal() const { return m_goal; }
    const std::string &sha256() const { return m_sha256; }
    /// Where the next part begins, in bytes.
    std::int64_t offset() const { return m_offset; }
    bool isWhole() const { return m_offset == m_bytes; }
    /// A part at offset(), or at 0 to begin again. Throws Error if it begins elsewhere or is longer than the rest, or
    /// (InputOutput) if it cannot be written.
    void add(std::int64_t offset, const std::string &base64);
    /// Gives a whole file its name, once it is on the disk. Throws Error (InputOutput) if it is not what was expected;
    /// nothing of it remains then.
    void keep();
    /// Leaves nothing of what has arrived.
    void discard();

private:
    void beginAgain();
    void takeUp();

    std::filesystem::path m_goal;
    std::filesystem::path m_partial;
    std::string m_sha256;
    std::int64_t m_bytes;
    int m_file = -1;
    bool m_isMine = false;
    std::int64_t m_offset = 0;
    data::Sha256 m_digest;
};

} // namespace odimo::transfer
