// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/archive.h"

#include "core/base/error.h"

#include <algorithm>
#include <string_view>

#include <archive.h>
#include <archive_entry.h>

namespace odimo::data {

namespace {

constexpr std::size_t blockBytes = 1 << 18;

std::uint64_t fileBytes(const std::filesystem::path &path)
{
    std::error_code reason;
    const std::uint64_t bytes = std::filesystem::file_size(path, reason);
    if (reason)
        throw Error("cannot read " + path.string() + ": " + reason.message(), ErrorKind::InputOutput);
    return bytes;
}

/// The path of an entry as it was written; in UTF-8 where the archive says how it is written.
std::string_view writtenPath(archive_entry *entry)
{
    if (const char *path = archive_entry_pathname_utf8(entry))
        return path;
    const char *path = archive_entry_pathname(entry);
    return path ? path : "";
}

/// Without "." components; throws Error if the path leads out of the archive.
std::string cleanPath(std::string_view written, const std::string &name)
{
    const auto refuse = [&](const std::string &reason) {
        throw Error(name + ": the entry '" + std::string(written) + "' " + reason +
                    "; archives that reach outside themselves are not opened");
    };
    if (written.starts_with('/') || written.find('\\') != std::string_view::npos ||
        (written.size() > 1 && written[1] == ':'))
        refuse("has an absolute path or one of another system");
    std::string clean;
    for (std::size_t begin = 0; begin <= written.size();) {
        const std::size_t end = std::min(written.find('/', begin), written.size());
        const std::string_view component = written.substr(begin, end - begin);
        if (component == "..")
            refuse("has a component '..'");
        if (!component.empty() && component != ".")
            clean.append(clean.empty() ? "" : "/").append(component);
        begin = end + 1;
    }
    return clean;
}

/// Why the entry is neither a file nor a folder; empty if it is one.
std::string_view oddity(archive_entry *entry)
{
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
        return "is a link";
    if (archive_entry_sparse_count(entry) > 0)
        return "is a sparse file";
    if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != AE_IFDIR)
        return "is a special file";
    return {};
}

} // namespace

void ArchiveReader::Closer::operator()(archive *reader) const { archive_read_free(reader); }

ArchiveReader::ArchiveReader(std::string name, std::uint64_t packedBytes, const ArchiveLimits &limits)
    : m_name(std::move(name)), m_limits(limits), m_packedBytes(packedBytes), m_archive(archive_read_new())
{
    archive_read_support_filter_gzip(m_archive.get());
    archive_read_support_format_tar(m_archive.get());
    archive_read_support_format_zip(m_archive.get());
}

ArchiveReader::ArchiveReader(const std::filesystem::path &path, const ArchiveLimits &limits)
    : ArchiveReader(path.string(), fileBytes(path), limits)
{
    if (archive_read_open_filename(m_archive.get(), path.c_str(), blockBytes) != ARCHIVE_OK)
        failToRead();
}

ArchiveReader::ArchiveReader(std::span<const std::uint8_t> bytes, std::string name, const ArchiveLimits &limits)
    : ArchiveReader(std::move(name), bytes.size(), limits)
{
    if (archive_read_open_memory(m_archive.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        failToRead();
}

ArchiveReader::~ArchiveReader() = default;

void ArchiveReader::failToRead() const
{
    const char *reason = archive_error_string(m_archive.get());
    throw Error(m_name + " is truncated, damaged or no .tar, .tar.gz or .zip archive (" +
                (reason ? reason : "unknown reason") + "); copy or download it again");
}

void ArchiveReader::countUnpacked()
{
    const auto passed = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_filter_bytes(m_archive.get(), 0), 0));
    const std::uint64_t unpacked = std::max(m_unpackedBytes, passed);
    if (unpacked > m_limits.totalBytes)
        throw Error(m_name + " holds more than the limit of " + std::to_string(m_limits.totalBytes >> 30) +
                    " GiB of files; unpack it yourself and give the folder");
    if (unpacked > m_limits.unsuspiciousBytes && unpacked / m_limits.ratio > m_packedBytes)
        throw Error(m_name + " unpacks to more than " + std::to_string(m_limits.ratio) +
                    " times its size, as archives made to fill a computer do; it is not opened");
}

bool ArchiveReader::next()
{
    archive_entry *entry = nullptr;
    const int code = archive_read_next_header(m_archive.get(), &entry);
    if (code == ARCHIVE_EOF)
        return false;
    if (code < ARCHIVE_WARN)
        failToRead();
    if (++m_entries > m_limits.entries)
        throw Error(m_name + " holds more than the limit of " + std::to_string(m_limits.entries) +
                    " files; unpack it yourself and give the folder");
    m_path = cleanPath(writtenPath(entry), m_name);
    if (const std::string_view reason = oddity(entry); !reason.empty())
        throw Error(m_name + ": the entry '" + m_path + "' " + std::string(reason) +
                    "; only files and folders are opened");
    m_isFolder = archive_entry_filetype(entry) == AE_IFDIR;
    m_size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    if (m_size > m_limits.fileBytes)
        throw Error(m_name + ": the entry '" + m_path + "' has " + std::to_string(m_size) + " bytes; the limit is " +
                    std::to_string(m_limits.fileBytes));
    m_unpackedBytes += m_size;
    countUnpacked();
    return true;
}

std::vector<std::uint8_t> ArchiveReader::read()
{
    std::vector<std::uint8_t> bytes;
    while (true) {
        const std::size_t used = bytes.size();
        // The size an entry claims is believed only as far as bytes arrive; one more tells whether it ends there.
        bytes.resize(used + std::clamp<std::size_t>(used < m_size ? m_size - used : 1, 1, 16 * blockBytes));
        const la_ssize_t count = archive_read_data(m_archive.get(), bytes.data() + used, bytes.size() - used);
        if (count < 0)
            failToRead();
        bytes.resize(used + static_cast<std::size_t>(count));
        if (count == 0)
            return bytes;
        if (bytes.size() > m_limits.fileBytes)
            throw Error(m_name + ": the entry '" + m_path + "' has more bytes than the limit of " +
                        std::to_string(m_limits.fileBytes));
    }
}

} // namespace odimo::data
