// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/mapped_memory.h"
#include "core/data/specification.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::data {

/// What decoding image files gave. `problems` name the files within the data ("train/cat/7.jpg").
struct DecodedImages {
    Images train;
    Images test;
    std::vector<Problem> problems;
};

/// $XDG_CACHE_HOME/odimo/data, or ~/.cache/odimo/data. Each entry is a file: the pixels, then what else there is to
/// know, then a fixed end.
std::filesystem::path imageCacheFolder();

/// What was kept under this key (a name of letters and digits), mapped into memory; nothing if there is nothing, or if
/// it is damaged or of another version.
std::optional<DecodedImages> readImageCache(const std::string &key);

/// A new entry: room for pixels, to be filled by the decoder, that becomes a file of the cache if it can be written
/// and is mere memory if not.
class NewCacheEntry {
public:
    NewCacheEntry(const std::string &key, std::size_t mostPixelBytes);
    ~NewCacheEntry();
    NewCacheEntry(const NewCacheEntry &) = delete;
    NewCacheEntry &operator=(const NewCacheEntry &) = delete;

    std::span<std::uint8_t> pixels();
    /// Makes no file of this entry.
    void forget();
    /// `decoded` without its pixels, which are those at the beginning of pixels(): training images, then test images.
    /// Returns it with them. Afterwards the oldest entries beyond `mostCacheBytes` are removed.
    DecodedImages keep(DecodedImages decoded, std::uint64_t mostCacheBytes = std::uint64_t{20} << 30);

private:
    void write(const DecodedImages &decoded, std::size_t pixelBytes);

    std::filesystem::path m_path;
    std::filesystem::path m_temporary; ///< Empty if there is no file.
    std::size_t m_pixelBytes;
    std::shared_ptr<MappedMemory> m_memory;
};

} // namespace odimo::data
