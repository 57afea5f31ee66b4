// SPDX-License-Identifier: Apache-2.0
#include "core/data/idx.h"

#include "core/base/error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <system_error>

#include <zlib.h>

namespace odimo::data {

namespace {

constexpr std::uint8_t unsignedByteType = 0x08;
constexpr int mostDimensions = 4;
constexpr std::uint64_t mostValues = std::uint64_t{4} << 30;
/// Deflate never packs more than this many bytes into one (zlib technical details: 1032 to 1).
constexpr std::uint64_t mostCompression = 1032;

/// A file that zlib reads, whether it is compressed or not.
class ByteReader {
public:
    explicit ByteReader(const std::filesystem::path &path) : m_path(path)
    {
        std::error_code unreadable; // Then gzopen says why.
        if (std::filesystem::is_directory(path, unreadable))
            throw Error(path.string() + " is a folder; an IDX file is needed");
        errno = 0;
        m_file.reset(gzopen(path.c_str(), "rb"));
        if (!m_file)
            throw Error("cannot read " + path.string() + ": " + std::strerror(errno), ErrorKind::InputOutput);
        gzbuffer(m_file.get(), 1 << 18);
    }

    /// Fills `bytes` as far as the file goes; returns how many there were.
    std::size_t read(std::span<std::uint8_t> bytes)
    {
        constexpr std::size_t mostAtOnce = std::numeric_limits<int>::max();
        std::size_t done = 0;
        while (done < bytes.size()) {
            const auto wanted = static_cast<unsigned>(std::min(bytes.size() - done, mostAtOnce));
            const int count = gzread(m_file.get(), bytes.data() + done, wanted);
            checkStream();
            if (count <= 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    bool atEnd()
    {
        std::uint8_t next = 0;
        return read({&next, 1}) == 0;
    }

private:
    void checkStream()
    {
        int code = Z_OK;
        const char *reason = gzerror(m_file.get(), &code);
        if (code == Z_ERRNO)
            throw Error("cannot read " + m_path.string() + ": " + std::strerror(errno), ErrorKind::InputOutput);
        if (code == Z_BUF_ERROR)
            throw Error(m_path.string() + " is truncated: its compressed data break off; copy or download it again");
        if (code < 0)
            throw Error(m_path.string() + " is damaged (" + reason + "); copy or download it again");
    }

    struct Closer {
        void operator()(gzFile file) const { gzclose(file); }
    };
    std::filesystem::path m_path;
    std::unique_ptr<gzFile_s, Closer> m_file;
};

std::vector<int> readShape(ByteReader &reader, const std::string &file)
{
    std::array<std::uint8_t, 4> magic = {};
    if (reader.read(magic) < magic.size())
        throw Error(file + " is truncated: it is too short for an IDX header; copy or download it again");
    if (magic[0] != 0 || magic[1] != 0 || magic[2] != unsignedByteType || magic[3] < 1 || magic[3] > mostDimensions)
        throw Error(file +
                    " is not an IDX file of unsigned bytes: it should begin with the bytes 0, 0, 8 and the number of "
                    "dimensions, 1 to 4");

    std::vector<int> shape(magic[3]);
    for (int &extent : shape) {
        std::array<std::uint8_t, 4> bytes = {};
        if (reader.read(bytes) < bytes.size())
            throw Error(file + " is truncated: it ends within its IDX header; copy or download it again");
        const std::uint32_t value = std::uint32_t{bytes[0]} << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
        if (value == 0 || value > static_cast<std::uint32_t>(std::numeric_limits<int>::max()))
            throw Error(file + ": its IDX header gives the size " + std::to_string(value) +
                        " for a dimension; it should be from 1 to 2147483647");
        extent = static_cast<int>(value);
    }
    return shape;
}

/// The number of values the header promises, if the file can hold so many.
std::size_t promisedValues(const std::vector<int> &shape, const std::filesystem::path &path)
{
    std::uint64_t promised = 1;
    for (const int extent : shape) {
        if (promised > mostValues / static_cast<std::uint64_t>(extent))
            throw Error(path.string() + ": its IDX header promises more than 4 GiB of data, which is the limit");
        promised *= static_cast<std::uint64_t>(extent);
    }
    std::error_code noSize; // A pipe has no size to judge by.
    const std::uintmax_t fileBytes = std::filesystem::file_size(path, noSize);
    if (!noSize && promised / mostCompression > fileBytes)
        throw Error(path.string() + " is truncated: its IDX header promises " + std::to_string(promised) +
                    " values, which a file of " + std::to_string(fileBytes) + " bytes cannot hold");
    return static_cast<std::size_t>(promised);
}

} // namespace

IdxArray readIdx(const std::filesystem::path &path)
{
    const std::string file = path.string();
    ByteReader reader(path);
    IdxArray array;
    array.shape = readShape(reader, file);
    array.values.resize(promisedValues(array.shape, path));
    const std::size_t found = reader.read(array.values);
    if (found < array.values.size())
        throw Error(file + " is truncated: its IDX header promises " + std::to_string(array.values.size()) +
                    " values and it holds " + std::to_string(found) + "; copy or download it again");
    if (!reader.atEnd())
        throw Error(file + " is longer than its IDX header says (" + std::to_string(found) +
                    " values); copy or download it again");
    return array;
}

} // namespace odimo::data
