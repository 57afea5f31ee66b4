// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/data/sample_bytes.h"

#include <algorithm>

#include <archive.h>
#include <archive_entry.h>

namespace odimo::data::samples {

struct ArchiveFile {
    std::string path;
    Bytes bytes = {};
    unsigned type = AE_IFREG;
    std::string linkTarget = {};
};

/// The kind of archive is told by the name: .zip, .npz, .tar or .tar.gz.
inline std::filesystem::path writeArchive(const std::filesystem::path &path, const std::vector<ArchiveFile> &files)
{
    archive *writer = archive_write_new();
    const std::string extension = path.extension().string();
    if (extension == ".zip" || extension == ".npz")
        archive_write_set_format_zip(writer);
    else
        archive_write_set_format_pax_restricted(writer);
    if (extension == ".gz" || extension == ".tgz")
        archive_write_add_filter_gzip(writer);
    archive_write_open_filename(writer, path.c_str());
    for (const ArchiveFile &file : files) {
        archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, file.path.c_str());
        archive_entry_set_filetype(entry, file.type);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, static_cast<la_int64_t>(file.bytes.size()));
        if (file.type == AE_IFLNK)
            archive_entry_set_symlink(entry, file.linkTarget.c_str());
        else if (!file.linkTarget.empty())
            archive_entry_set_hardlink(entry, file.linkTarget.c_str());
        archive_write_header(writer, entry);
        archive_write_data(writer, file.bytes.data(), file.bytes.size());
        archive_entry_free(entry);
    }
    archive_write_free(writer);
    return path;
}

/// Packs all that is in a folder, the folders too, under the name `top` ("" for none).
inline std::filesystem::path packFolder(const std::filesystem::path &folder, const std::filesystem::path &path,
                                        const std::string &top = "")
{
    std::vector<ArchiveFile> files;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder)) {
        const std::string name = top + std::filesystem::relative(entry.path(), folder).string();
        if (entry.is_directory()) {
            files.push_back({.path = name + "/", .type = AE_IFDIR});
            continue;
        }
        std::ifstream stream(entry.path(), std::ios::binary);
        files.push_back({.path = name, .bytes = {std::istreambuf_iterator<char>(stream), {}}});
    }
    std::ranges::sort(files, std::greater(), &ArchiveFile::path); // in no helpful order
    return writeArchive(path, files);
}

} // namespace odimo::data::samples
