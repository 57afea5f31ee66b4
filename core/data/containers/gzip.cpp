// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/gzip.h"

#include "core/base/error.h"
#include "core/data/containers/archive.h"

#include <algorithm>
#include <limits>

#include <zlib.h>

namespace odimo::data {

namespace {

/// What a file of `packed` bytes may unpack to: the limits of an archive, so that no file can fill the memory.
std::uint64_t mostBytes(std::uint64_t packed)
{
    const ArchiveLimits limits;
    return std::min(4 * limits.fileBytes, std::max(limits.unsuspiciousBytes, limits.ratio * packed));
}

class Inflater {
public:
    Inflater() { inflateInit2(&m_stream, 15 + 16); } // the largest window, gzip's header
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater &) = delete;
    Inflater &operator=(const Inflater &) = delete;
    z_stream *operator->() { return &m_stream; }
    z_stream *get() { return &m_stream; }
    /// For the next member, which begins where the last one has ended.
    void restart() { inflateReset(&m_stream); }

private:
    z_stream m_stream = {};
};

/// What stands behind a member.
enum class Rest { Nothing, Member, Garbage };

/// Zeros may fill up the last block of a tape or a disk; a member of a single byte is a truncated one.
Rest restBehindMember(std::span<const std::uint8_t> bytes)
{
    if (std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; }))
        return Rest::Nothing;
    return bytes[0] == 0x1F && (bytes.size() == 1 || bytes[1] == 0x8B) ? Rest::Member : Rest::Garbage;
}

/// The last four bytes give the size of the last member, believed up to what zlib can pack into so many bytes
/// (zlib.net/zlib_tech.html) and up to the limit; one byte more tells the end.
std::size_t likelySize(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t sizeBytes = 4, mostRatio = 1032;
    if (bytes.size() < sizeBytes)
        return 1;
    const auto end = bytes.last(sizeBytes);
    const std::uint64_t size = std::uint64_t{end[3]} << 24 | end[2] << 16 | end[1] << 8 | end[0];
    return static_cast<std::size_t>(
               std::min({size, mostBytes(bytes.size()), std::uint64_t{mostRatio} * bytes.size()})) +
           1;
}

} // namespace

bool isGzip(std::span<const std::uint8_t> bytes) { return bytes.size() >= 2 && bytes[0] == 0x1F && bytes[1] == 0x8B; }

std::vector<std::uint8_t> gunzip(std::span<const std::uint8_t> bytes, const std::string &place)
{
    constexpr std::size_t mostAtOnce = std::numeric_limits<uInt>::max() / 2;
    std::vector<std::uint8_t> content(likelySize(bytes));
    std::size_t used = 0;
    Inflater inflater;
    inflater->next_in = const_cast<Bytef *>(bytes.data());
    std::size_t left = bytes.size();
    while (true) {
        if (used == content.size())
            content.resize(used + used / 2 + 4096);
        if (used > mostBytes(bytes.size()))
            throw Error(place + " unpacks to more than " + std::to_string(mostBytes(bytes.size())) +
                        " bytes, which is the limit for its size");
        const std::size_t given = std::min(left, mostAtOnce);
        const std::size_t room = std::min(content.size() - used, mostAtOnce);
        inflater->avail_in = static_cast<uInt>(given);
        inflater->next_out = content.data() + used;
        inflater->avail_out = static_cast<uInt>(room);
        const int code = inflate(inflater.get(), Z_NO_FLUSH);
        left -= given - inflater->avail_in;
        used += room - inflater->avail_out;
        if (code == Z_STREAM_END) {
            const Rest rest = restBehindMember(bytes.last(left));
            if (rest == Rest::Nothing)
                break;
            if (rest == Rest::Garbage)
                throw Error(place + " is damaged: " + std::to_string(left) +
                            " bytes behind its compressed data are none; copy or download it again");
            inflater.restart();
            continue;
        }
        if (code == Z_BUF_ERROR || (code == Z_OK && left == 0 && inflater->avail_out > 0))
            throw Error(place + " is truncated: its compressed data break off; copy or download it again");
        if (code != Z_OK)
            throw Error(place + " is damaged (" + (inflater->msg ? inflater->msg : "bad compressed data") +
                        "); copy or download it again");
    }
    content.resize(used);
    return content;
}

} // namespace odimo::data
