// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

struct archive;

namespace odimo::data {

/// Limits of an archive; the first entry beyond them is refused.
struct ArchiveLimits {
    std::uint64_t entries = 1'000'000;
    std::uint64_t fileBytes = std::uint64_t{1} << 30;
    std::uint64_t totalBytes = std::uint64_t{16} << 30;
    /// The ratio of unpacked to packed bytes, checked beyond `unsuspiciousBytes`; no collection of images comes near
    /// it.
    std::uint64_t ratio = 200;
    std::uint64_t unsuspiciousBytes = std::uint64_t{64} << 20;
};

/// True if the file begins as a .zip (.npz) or gzip file does, or holds the mark of a .tar file.
bool isArchive(const std::filesystem::path &path);

/// Goes once through the files of a .tar, .tar.gz or .zip (.npz) without writing any of them to disk. Every function
/// throws Error naming the archive if it is damaged or breaks a limit, and naming the entry if its path is absolute or
/// has a component "..", or if it is neither a file nor a folder (a link, a device, a sparse file).
class ArchiveReader {
public:
    explicit ArchiveReader(const std::filesystem::path &path, const ArchiveLimits &limits = {});
    /// An archive in memory, which must outlive the reader; `name` stands for its path in messages.
    ArchiveReader(std::span<const std::uint8_t> bytes, std::string name, const ArchiveLimits &limits = {});
    ~ArchiveReader();

    /// Goes to the next file or folder; false at the end.
    bool next();
    /// Of the current entry, with "/" between components, without "./" at the start or "/" at the end.
    const std::string &path() const { return m_path; }
    bool isFolder() const { return m_isFolder; }
    /// Bytes that the entry says it has.
    std::uint64_t size() const { return m_size; }
    /// The content of the current file, once.
    std::vector<std::uint8_t> read();

private:
    struct Closer {
        void operator()(archive *reader) const;
    };
    ArchiveReader(std::string name, std::uint64_t packedBytes, const ArchiveLimits &limits);
    [[noreturn]] void failToRead() const;
    void countUnpacked();

    std::string m_name;
    ArchiveLimits m_limits;
    std::uint64_t m_packedBytes;
    std::unique_ptr<archive, Closer> m_archive;
    std::uint64_t m_entries = 0;
    std::uint64_t m_unpackedBytes = 0;
    std::string m_path;
    bool m_isFolder = false;
    std::uint64_t m_size = 0;
};

} // namespace odimo::data
