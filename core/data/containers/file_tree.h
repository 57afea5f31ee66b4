// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/containers/archive.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::data {

/// One view of folders and archives: files with paths. Hidden files are left out, and so is a top folder that holds
/// everything else ("cifar-10-batches-bin/").
class FileTree {
public:
    struct File {
        std::string path; ///< With "/" between components.
        std::uint64_t size = 0;
        std::int64_t modified_ns = 0; ///< 0 in an archive.
    };
    struct Content {
        std::vector<std::uint8_t> bytes;
        std::string failure; ///< Why the file cannot be read; empty if it can.
    };
    /// Called with the index of a file and its content.
    using Visitor = std::function<void(std::size_t, Content)>;

    virtual ~FileTree() = default;
    /// Sorted by path, byte by byte.
    const std::vector<File> &files() const { return m_files; }
    const std::vector<std::string> &folders() const { return m_folders; }
    std::optional<std::size_t> find(std::string_view path) const;
    /// What to call the tree, and a file in it, in messages.
    const std::string &name() const { return m_name; }
    std::string place(std::size_t file) const;

    /// Reads `wanted` in the order that suits the storage. An archive is read once, one file in memory at a time.
    /// Throws Error if it is damaged.
    virtual void visit(std::span<const std::size_t> wanted, const Visitor &visitor) const = 0;
    /// A key that changes when the files do: made of the bytes of an archive, or of the path of a folder and the paths,
    /// sizes and times of its files.
    virtual std::string contentKey() const = 0;

    /// The contents of `wanted`, in that order, in one pass. Throws Error naming a file that cannot be read.
    std::vector<std::vector<std::uint8_t>> readAll(std::span<const std::size_t> wanted) const;
    std::vector<std::uint8_t> read(std::size_t file) const { return std::move(readAll({&file, 1}).front()); }
    std::string readText(std::size_t file) const;

protected:
    explicit FileTree(std::string name) : m_name(std::move(name)) {}
    /// Sorts the listing and removes what is hidden.
    void setListing(std::vector<File> files, std::vector<std::string> folders);
    /// The folder that all paths lie in, with "/" at its end; empty if there is none.
    const std::string &top() const { return m_top; }

private:
    std::string m_name;
    std::string m_top;
    std::vector<File> m_files;
    std::vector<std::string> m_folders;
};

/// A folder, or an archive by its content. Throws Error if there is neither, or if the archive is damaged or beyond
/// the limits.
std::unique_ptr<const FileTree> openFileTree(const std::filesystem::path &path);

/// An archive in memory; `name` stands for its path in messages.
std::unique_ptr<const FileTree> archiveTree(std::vector<std::uint8_t> bytes, std::string name,
                                            const ArchiveLimits &limits = {});

} // namespace odimo::data
