// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <zlib.h>

/// Small IDX files for the tests of the readers.
namespace odimo::data::samples {

using Bytes = std::vector<std::uint8_t>;

inline Bytes idx(const std::vector<std::uint32_t> &shape, const Bytes &values)
{
    Bytes bytes = {0, 0, 0x08, static_cast<std::uint8_t>(shape.size())};
    for (const std::uint32_t extent : shape)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<std::uint8_t>(extent >> shift));
    bytes.insert(bytes.end(), values.begin(), values.end());
    return bytes;
}

/// Writes `bytes` compressed if the name ends in .gz.
inline std::filesystem::path write(const std::filesystem::path &file, const Bytes &bytes)
{
    const gzFile stream = gzopen(file.c_str(), file.extension() == ".gz" ? "wb" : "wbT");
    gzwrite(stream, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(stream);
    return file;
}

/// `count` images of 2x3 pixels, each filled with its number.
inline Bytes images(int count)
{
    Bytes values;
    for (int index = 0; index < count; ++index)
        values.insert(values.end(), 6, static_cast<std::uint8_t>(index));
    return idx({static_cast<std::uint32_t>(count), 2, 3}, values);
}

inline Bytes labels(const Bytes &values) { return idx({static_cast<std::uint32_t>(values.size())}, values); }

/// The message of the exception that `action` throws; empty if it throws none.
template <typename Failure, typename Action>
std::string messageOf(Action action)
{
    try {
        action();
    } catch (const Failure &failure) {
        return failure.what();
    }
    return {};
}

} // namespace odimo::data::samples
