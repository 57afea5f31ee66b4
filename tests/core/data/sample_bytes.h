// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <zlib.h>

/// Small files for the tests of the readers.
namespace odimo::data::samples {

using Bytes = std::vector<std::uint8_t>;

inline Bytes bytesOf(const std::string &text) { return {text.begin(), text.end()}; }

/// Writes the file, and the folders it lies in.
inline std::filesystem::path write(const std::filesystem::path &file, const Bytes &bytes)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return file;
}

inline Bytes gzip(const Bytes &bytes)
{
    Bytes packed(bytes.size() + bytes.size() / 1000 + 1024);
    z_stream stream = {};
    deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = const_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = packed.data();
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

inline Bytes idx(const std::vector<std::uint32_t> &shape, const Bytes &values)
{
    Bytes bytes = {0, 0, 0x08, static_cast<std::uint8_t>(shape.size())};
    for (const std::uint32_t extent : shape)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(extent >> shift));
    bytes.insert(bytes.end(), values.begin(), values.end());
    return bytes;
}

/// `count` images of 2x3 pixels, each filled with its number.
inline Bytes idxImages(int count)
{
    Bytes values;
    for (int index = 0; index < count; ++index)
        values.insert(values.end(), 6, static_cast<std::uint8_t>(index));
    return idx({static_cast<std::uint32_t>(count), 2, 3}, values);
}

inline Bytes idxLabels(const Bytes &values) { return idx({static_cast<std::uint32_t>(values.size())}, values); }

/// A record of CIFAR: the labels, then three planes of 32x32 filled with red, green and blue.
inline Bytes cifarRecord(const Bytes &labels, const Bytes &colour)
{
    Bytes record = labels;
    for (const std::uint8_t plane : colour)
        record.insert(record.end(), 32 * 32, plane);
    return record;
}

/// A .npy file of version 1 with the given fields of the header.
inline Bytes npy(const std::string &fields, const Bytes &values)
{
    const std::string header = "{" + fields + "}\n";
    Bytes bytes = bytesOf("\x93NUMPY");
    bytes.insert(bytes.end(), {1, 0, static_cast<std::uint8_t>(header.size()), 0});
    bytes.insert(bytes.end(), header.begin(), header.end());
    bytes.insert(bytes.end(), values.begin(), values.end());
    return bytes;
}

inline Bytes npyOf(const std::string &type, const std::string &shape, const Bytes &values)
{
    return npy("'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", ", values);
}

template <typename Number>
Bytes numbers(const std::vector<Number> &values)
{
    const auto *begin = reinterpret_cast<const std::uint8_t *>(values.data());
    return {begin, begin + values.size() * sizeof(Number)};
}

inline Bytes joined(const std::vector<Bytes> &parts)
{
    Bytes all;
    for (const Bytes &part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace odimo::data::samples
