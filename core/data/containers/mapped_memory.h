// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace odimo::data {

/// Memory mapped from a file, or anonymous. The file may be renamed or removed while it is mapped.
class MappedMemory {
public:
    /// An existing file, to read; null if there is none or it cannot be mapped.
    static std::shared_ptr<const MappedMemory> ofFile(const std::filesystem::path &path);
    /// A new file with room for `size` bytes on the disk, all zero; null if it cannot be made.
    static std::unique_ptr<MappedMemory> newFile(const std::filesystem::path &path, std::size_t size);
    /// Without a file; throws Error if the system has not that much.
    static std::unique_ptr<MappedMemory> withoutFile(std::size_t size);
    ~MappedMemory();
    MappedMemory(const MappedMemory &) = delete;
    MappedMemory &operator=(const MappedMemory &) = delete;

    std::span<const std::uint8_t> bytes() const { return {m_begin, m_size}; }
    /// Of new memory only.
    std::span<std::uint8_t> writableBytes() { return {m_begin, m_size}; }

private:
    MappedMemory(std::uint8_t *begin, std::size_t size) : m_begin(begin), m_size(size) {}
    static std::unique_ptr<MappedMemory> map(int file, std::size_t size, int protection, int flags);
    std::uint8_t *m_begin;
    std::size_t m_size;
};

} // namespace odimo::data
