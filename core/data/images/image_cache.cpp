// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_cache.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/data/images/image_set.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <system_error>

#include <nlohmann/json.hpp>
#include <unistd.h>
#include <zlib.h>

namespace odimo::data {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view extension = ".images";
constexpr std::string_view temporaryExtension = ".tmp";

/// The last bytes of an entry.
struct End {
    std::array<char, 8> magic = {'O', 'D', 'I', 'M', 'O', 'I', 'M', '1'};
    std::uint64_t pixelBytes = 0;
    std::uint64_t textBytes = 0;
    std::uint32_t pixelSum = 0;
    std::uint32_t textSum = 0;
    bool operator==(const End &) const = default;
};

/// Adler-32, which reads gigabytes a second: it guards against a damaged disk, not against an enemy.
std::uint32_t checksum(std::span<const std::uint8_t> bytes)
{
    return static_cast<std::uint32_t>(adler32_z(adler32_z(0, nullptr, 0), bytes.data(), bytes.size()));
}

std::span<const std::uint8_t> bytesOf(const std::string &text)
{
    return {reinterpret_cast<const std::uint8_t *>(text.data()), text.size()};
}

std::string textOf(const DecodedImages &decoded)
{
    Json problems = Json::array();
    for (const auto &[place, what] : decoded.problems)
        problems.push_back({{"place", place}, {"what", what}});
    const Images &train = decoded.train;
    return Json{{"channels", train.channels}, {"height", train.height},      {"width", train.width},
                {"train", train.labels},      {"test", decoded.test.labels}, {"problems", problems}}
        .dump(-1, ' ', false, Json::error_handler_t::replace);
}

DecodedImages parseText(std::string_view text)
{
    const Json json = parseJson(text, "image cache");
    JsonReader reader(json, "image cache");
    Images images{.channels = reader.integer("channels", 1),
                  .height = reader.integer("height", 1),
                  .width = reader.integer("width", 1),
                  .pixels = {},
                  .labels = {}};
    DecodedImages decoded{.train = images, .test = images, .problems = {}};
    decoded.train.labels = reader.integers("train");
    decoded.test.labels = reader.integers("test");
    for (const Json &problem : reader.array("problems")) {
        JsonReader fields(problem, "image cache: problems");
        decoded.problems.push_back({fields.text("place"), fields.text("what")});
    }
    return decoded;
}

/// Divides the pixels at the beginning of `memory` among the images; false if they are not there.
bool setPixels(DecodedImages &decoded, const std::shared_ptr<const void> &owner, std::span<const std::uint8_t> pixels)
{
    const std::size_t trainBytes = decoded.train.imageBytes() * decoded.train.labels.size();
    const std::size_t testBytes = decoded.test.imageBytes() * decoded.test.labels.size();
    if (pixels.size() != trainBytes + testBytes)
        return false;
    decoded.train.pixels = {owner, pixels.first(trainBytes)};
    decoded.test.pixels = {owner, pixels.subspan(trainBytes)};
    return true;
}

std::optional<DecodedImages> parseEntry(const std::shared_ptr<const MappedMemory> &memory)
{
    const std::span<const std::uint8_t> bytes = memory->bytes();
    End end;
    if (bytes.size() < sizeof(End))
        return std::nullopt;
    std::memcpy(&end, bytes.last(sizeof(End)).data(), sizeof(End));
    const std::size_t contentBytes = bytes.size() - sizeof(End);
    if (end.magic != End{}.magic || end.pixelBytes > contentBytes || end.textBytes != contentBytes - end.pixelBytes)
        return std::nullopt;
    const auto pixels = bytes.first(end.pixelBytes);
    const auto text = bytes.subspan(end.pixelBytes, end.textBytes);
    if (checksum(text) != end.textSum || checksum(pixels) != end.pixelSum)
        return std::nullopt;
    try {
        DecodedImages decoded = parseText({reinterpret_cast<const char *>(text.data()), text.size()});
        if (setPixels(decoded, memory, pixels))
            return decoded;
    } catch (const Error &) {
        return std::nullopt; // Written by a version with another format.
    }
    return std::nullopt;
}

fs::path entryPath(const std::string &key) { return imageCacheFolder() / (key + std::string(extension)); }

struct Entry {
    fs::path path;
    fs::file_time_type used;
    std::uint64_t bytes;
};

std::vector<Entry> listEntries(std::string_view wanted)
{
    std::vector<Entry> entries;
    std::error_code ignored;
    for (const fs::directory_entry &file : fs::directory_iterator(imageCacheFolder(), ignored))
        if (file.path().extension() == wanted)
            entries.push_back({file.path(), file.last_write_time(ignored), file.file_size(ignored)});
    return entries;
}

void removeOldEntries(const fs::path &newest, std::uint64_t mostBytes)
{
    std::error_code ignored;
    const auto yesterday = fs::file_time_type::clock::now() - std::chrono::hours(24);
    for (const Entry &leftOver : listEntries(temporaryExtension))
        if (leftOver.used < yesterday)
            fs::remove(leftOver.path, ignored);

    std::vector<Entry> entries = listEntries(extension);
    std::ranges::sort(entries, std::greater(), &Entry::used);
    std::uint64_t kept = 0;
    for (const Entry &entry : entries) {
        kept += entry.bytes;
        if (kept > mostBytes && entry.path != newest)
            fs::remove(entry.path, ignored);
    }
}

} // namespace

fs::path imageCacheFolder()
{
    if (const char *cache = std::getenv("XDG_CACHE_HOME"); cache && *cache != '\0')
        return fs::path(cache) / "odimo" / "data";
    const char *home = std::getenv("HOME");
    return fs::path(home ? home : "/tmp") / ".cache" / "odimo" / "data";
}

std::optional<DecodedImages> readImageCache(const std::string &key)
{
    const fs::path path = entryPath(key);
    const auto memory = MappedMemory::ofFile(path);
    if (!memory)
        return std::nullopt;
    std::error_code ignored; // Entries that are used are removed last.
    fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
    return parseEntry(memory);
}

NewCacheEntry::NewCacheEntry(const std::string &key, std::size_t mostPixelBytes)
    : m_path(entryPath(key)), m_pixelBytes(mostPixelBytes)
{
    std::error_code ignored;
    fs::create_directories(imageCacheFolder(), ignored);
    static std::atomic<int> counter = 0; // Two threads may decode the same data.
    m_temporary = m_path.string() + "-" + std::to_string(getpid()) + "-" + std::to_string(counter++) +
                  std::string(temporaryExtension);
    m_memory = MappedMemory::newFile(m_temporary, mostPixelBytes);
    if (!m_memory) {
        forget();
        m_memory = MappedMemory::withoutFile(mostPixelBytes);
    }
}

NewCacheEntry::~NewCacheEntry() { forget(); }

void NewCacheEntry::forget()
{
    std::error_code ignored;
    if (!m_temporary.empty())
        fs::remove(m_temporary, ignored);
    m_temporary.clear();
}

std::span<std::uint8_t> NewCacheEntry::pixels() { return m_memory->writableBytes(); }

void NewCacheEntry::write(const DecodedImages &decoded, std::size_t pixelBytes)
{
    const std::string text = textOf(decoded);
    End end;
    end.pixelBytes = pixelBytes;
    end.textBytes = text.size();
    end.pixelSum = checksum(m_memory->bytes().first(pixelBytes));
    end.textSum = checksum(bytesOf(text));
    std::error_code failure;
    fs::resize_file(m_temporary, pixelBytes, failure);
    std::ofstream file(m_temporary, std::ios::binary | std::ios::app);
    file << text;
    file.write(reinterpret_cast<const char *>(&end), sizeof(End));
    file.close();
    if (file && !failure)
        fs::rename(m_temporary, m_path, failure);
}

DecodedImages NewCacheEntry::keep(DecodedImages decoded, std::uint64_t mostCacheBytes)
{
    const std::size_t pixelBytes =
        decoded.train.imageBytes() * (decoded.train.labels.size() + decoded.test.labels.size());
    setPixels(decoded, m_memory, m_memory->bytes().first(pixelBytes));
    if (!m_temporary.empty()) {
        write(decoded, pixelBytes);
        removeOldEntries(m_path, mostCacheBytes);
    }
    return decoded;
}

} // namespace odimo::data
