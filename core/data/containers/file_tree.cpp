// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/file_tree.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/containers/sha256.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <set>

namespace odimo::data {

namespace fs = std::filesystem;

namespace {

std::string_view firstComponent(std::string_view path) { return path.substr(0, path.find('/')); }

/// Files that operating systems add by themselves.
bool isHidden(std::string_view path)
{
    while (true) {
        const std::string_view component = firstComponent(path);
        if (component.starts_with('.') || component == "__MACOSX")
            return true;
        if (component.size() == path.size())
            return false;
        path.remove_prefix(component.size() + 1);
    }
}

/// The folder that holds all the rest, with "/" at its end, or nothing.
std::string commonFolder(const std::vector<FileTree::File> &files, const std::vector<std::string> &folders)
{
    if (files.empty())
        return {};
    const std::string top = std::string(firstComponent(files.front().path)) + "/";
    const bool holdsAll =
        std::ranges::all_of(files, [&](const FileTree::File &file) { return file.path.starts_with(top); }) &&
        std::ranges::all_of(folders, [&](const std::string &folder) { return (folder + "/").starts_with(top); });
    return holdsAll ? top : "";
}

FileTree::Content contentOf(const fs::path &path, std::uint64_t size)
{
    FileTree::Content content{.bytes = std::vector<std::uint8_t>(size), .failure = {}};
    errno = 0;
    std::ifstream stream(path, std::ios::binary);
    stream.read(reinterpret_cast<char *>(content.bytes.data()), static_cast<std::streamsize>(size));
    content.bytes.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream && size > 0)
        content.failure = std::string("cannot be read: ") + (errno ? std::strerror(errno) : "it has just changed");
    return content;
}

class FolderTree final : public FileTree {
public:
    explicit FolderTree(const fs::path &path) : FileTree(path.string()), m_path(path)
    {
        std::vector<File> files;
        std::vector<std::string> folders;
        try {
            constexpr int mostDepth = 32; // Links may form cycles.
            fs::recursive_directory_iterator entries(path, fs::directory_options::follow_directory_symlink);
            for (; entries != fs::recursive_directory_iterator(); ++entries) {
                if (entries.depth() >= mostDepth)
                    entries.disable_recursion_pending();
                list(*entries, files, folders);
            }
        } catch (const fs::filesystem_error &failure) {
            throw Error("cannot read " + path.string() + ": " + failure.code().message(), ErrorKind::InputOutput);
        }
        setListing(std::move(files), std::move(folders));
    }

    void visit(std::span<const std::size_t> wanted, const Visitor &visitor) const override
    {
        for (const std::size_t file : wanted)
            visitor(file, contentOf(m_path / (top() + files()[file].path), files()[file].size));
    }

    std::string contentKey() const override
    {
        Sha256 digest;
        digest.add(fs::absolute(m_path).lexically_normal().string());
        for (const File &file : files())
            digest.add("\n" + file.path + "\n" + std::to_string(file.size) + " " + std::to_string(file.modified_ns));
        return digest.hexadecimal();
    }

private:
    void list(const fs::directory_entry &entry, std::vector<File> &files, std::vector<std::string> &folders) const
    {
        const std::string path = entry.path().lexically_relative(m_path).generic_string();
        if (entry.is_directory()) {
            folders.push_back(path);
        } else if (entry.is_regular_file()) {
            const auto modified = entry.last_write_time().time_since_epoch();
            files.push_back({.path = path,
                             .size = entry.file_size(),
                             .modified_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(modified).count()});
            if (files.size() > ArchiveLimits{}.entries)
                throw Error(name() + " holds more than the limit of " + std::to_string(ArchiveLimits{}.entries) +
                            " files");
        }
    }

    fs::path m_path;
};

class ArchiveTree final : public FileTree {
public:
    explicit ArchiveTree(const fs::path &path) : FileTree(path.string()), m_path(path) { list(); }
    ArchiveTree(std::vector<std::uint8_t> bytes, std::string name, const ArchiveLimits &limits)
        : FileTree(std::move(name)), m_bytes(std::move(bytes)), m_limits(limits)
    {
        list();
    }

    void visit(std::span<const std::size_t> wanted, const Visitor &visitor) const override
    {
        std::vector<bool> isWanted(files().size());
        for (const std::size_t file : wanted)
            isWanted[file] = true;
        std::size_t left = wanted.size();
        ArchiveReader reader = open();
        while (left > 0 && reader.next()) {
            if (reader.isFolder() || !reader.path().starts_with(top()))
                continue;
            const std::optional<std::size_t> file = find(std::string_view(reader.path()).substr(top().size()));
            if (!file || !isWanted[*file])
                continue;
            visitor(*file, {.bytes = reader.read(), .failure = {}});
            --left;
        }
    }

    std::string contentKey() const override
    {
        if (!m_path.empty())
            return sha256OfFile(m_path);
        Sha256 digest;
        digest.add({reinterpret_cast<const char *>(m_bytes.data()), m_bytes.size()});
        return digest.hexadecimal();
    }

private:
    ArchiveReader open() const
    {
        return m_path.empty() ? ArchiveReader(m_bytes, name(), m_limits) : ArchiveReader(m_path, m_limits);
    }

    void list()
    {
        std::vector<File> files;
        std::vector<std::string> folders;
        std::set<std::string> known;
        ArchiveReader reader = open();
        while (reader.next()) {
            if (reader.isFolder())
                folders.push_back(reader.path());
            else if (known.insert(reader.path()).second)
                files.push_back({.path = reader.path(), .size = reader.size()});
            else
                throw Error(name() + " holds the file '" + reader.path() + "' twice; pack it again");
        }
        setListing(std::move(files), std::move(folders));
    }

    fs::path m_path; ///< Empty for an archive in memory.
    std::vector<std::uint8_t> m_bytes;
    ArchiveLimits m_limits;
};

} // namespace

void FileTree::setListing(std::vector<File> files, std::vector<std::string> folders)
{
    std::erase_if(files, [](const File &file) { return isHidden(file.path); });
    std::erase_if(folders, [](const std::string &folder) { return folder.empty() || isHidden(folder); });
    for (std::string top = commonFolder(files, folders); !top.empty(); top = commonFolder(files, folders)) {
        m_top += top;
        for (File &file : files)
            file.path.erase(0, top.size());
        std::erase_if(folders, [&](const std::string &folder) { return folder.size() < top.size(); });
        for (std::string &folder : folders)
            folder.erase(0, top.size());
    }
    std::ranges::sort(files, {}, &File::path);
    std::ranges::sort(folders);
    m_files = std::move(files);
    m_folders = std::move(folders);
}

std::optional<std::size_t> FileTree::find(std::string_view path) const
{
    const auto place = std::ranges::lower_bound(m_files, path, {}, &File::path);
    if (place == m_files.end() || place->path != path)
        return std::nullopt;
    return static_cast<std::size_t>(place - m_files.begin());
}

std::string FileTree::place(std::size_t file) const { return m_name + ": " + m_files[file].path; }

std::vector<std::vector<std::uint8_t>> FileTree::readAll(std::span<const std::size_t> wanted) const
{
    std::vector<std::vector<std::uint8_t>> contents(wanted.size());
    visit(wanted, [&](std::size_t file, Content content) {
        if (!content.failure.empty())
            throw Error(place(file) + " " + content.failure, ErrorKind::InputOutput);
        contents[static_cast<std::size_t>(std::ranges::find(wanted, file) - wanted.begin())] = std::move(content.bytes);
    });
    return contents;
}

std::string FileTree::readText(std::size_t file) const
{
    const std::vector<std::uint8_t> bytes = read(file);
    return {bytes.begin(), bytes.end()};
}

std::unique_ptr<const FileTree> openFileTree(const fs::path &path)
{
    std::error_code unreadable;
    if (fs::is_directory(path, unreadable))
        return std::make_unique<FolderTree>(path);
    if (!fs::exists(path, unreadable))
        throw Error(path.string() + " is not there; data are the path of a folder, of a .tar, .tar.gz or .zip archive "
                                    "or of an .npz file");
    requireRegularFile(path);
    return std::make_unique<ArchiveTree>(path);
}

std::unique_ptr<const FileTree> archiveTree(std::vector<std::uint8_t> bytes, std::string name,
                                            const ArchiveLimits &limits)
{
    return std::make_unique<ArchiveTree>(std::move(bytes), std::move(name), limits);
}

} // namespace odimo::data
