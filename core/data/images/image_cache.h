// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/containers/mapped_memory.h"
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

/// $XDG_CACHE_HOME/odimo/data, or ~/.cache/odimo/data. Each entry is a file: the pixels, then the metadata, then a
/// fixed end.
std::filesystem::path imageCacheFolder();

/// The entry of this key (a name of letters and digits), mapped into memory; absent if there is none, or if it is
/// damaged or of another version.
std::optional<DecodedImages> readImageCache(const std::string &key);

/// A new entry: memory for pixels, which the decoder fills. It becomes a file of the cache if that can be written, and
/// otherwise stays in memory.
class NewCacheEntry {
public:
    NewCacheEntry(const std::string &key, std::size_t mostPixelBytes);
    ~NewCacheEntry();
    NewCacheEntry(const NewCacheEntry &) = delete;
    NewCacheEntry &operator=(const NewCacheEntry &) = delete;

    std::span<std::uint8_t> pixels();
    /// Keeps this entry out of the cache.
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
