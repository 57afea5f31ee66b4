// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/idx.h"

#include "core/base/error.h"
#include "core/data/containers/gzip.h"

#include <limits>
#include <span>

namespace odimo::data {

namespace {

constexpr std::uint8_t unsignedByteType = 0x08;
constexpr int mostDimensions = 4;
constexpr std::uint64_t mostValues = std::uint64_t{4} << 30;
constexpr std::size_t extentBytes = 4;

std::vector<int> readShape(std::span<const std::uint8_t> bytes, const std::string &place)
{
    if (bytes.size() < extentBytes)
        throw Error(place + " is truncated: it is too short for an IDX header; copy or download it again");
    if (bytes[0] != 0 || bytes[1] != 0 || bytes[2] != unsignedByteType || bytes[3] < 1 || bytes[3] > mostDimensions)
        throw Error(place +
                    " is not an IDX file of unsigned bytes: it should begin with the bytes 0, 0, 8 and the number of "
                    "dimensions, 1 to 4");

    std::vector<int> shape(bytes[3]);
    if (bytes.size() < (1 + shape.size()) * extentBytes)
        throw Error(place + " is truncated: it ends within its IDX header; copy or download it again");
    for (std::size_t dimension = 0; dimension < shape.size(); ++dimension) {
        std::uint32_t value = 0;
        for (const std::uint8_t byte : bytes.subspan((1 + dimension) * extentBytes, extentBytes))
            value = value << 8 | byte;
        if (value == 0 || value > static_cast<std::uint32_t>(std::numeric_limits<int>::max()))
            throw Error(place + ": its IDX header gives the size " + std::to_string(value) +
                        " for a dimension; it should be from 1 to 2147483647");
        shape[dimension] = static_cast<int>(value);
    }
    return shape;
}

std::uint64_t promisedValues(const std::vector<int> &shape, const std::string &place)
{
    std::uint64_t promised = 1;
    for (const int extent : shape) {
        if (promised > mostValues / static_cast<std::uint64_t>(extent))
            throw Error(place + ": its IDX header promises more than 4 GiB of data, which is the limit");
        promised *= static_cast<std::uint64_t>(extent);
    }
    return promised;
}

} // namespace

IdxArray parseIdx(std::vector<std::uint8_t> bytes, const std::string &place)
{
    if (isGzip(bytes))
        bytes = gunzip(bytes, place);
    const std::vector<int> shape = readShape(bytes, place);
    const std::uint64_t promised = promisedValues(shape, place);
    const std::size_t headerBytes = (1 + shape.size()) * extentBytes;
    const std::uint64_t found = bytes.size() - headerBytes;
    if (found < promised)
        throw Error(place + " is truncated: its IDX header promises " + std::to_string(promised) +
                    " values and it holds " + std::to_string(found) + "; copy or download it again");
    if (found > promised)
        throw Error(place + " is longer than its IDX header says (" + std::to_string(promised) +
                    " values); copy or download it again");
    return {.shape = shape, .values = Pixels(std::move(bytes)).part(headerBytes, promised)};
}

} // namespace odimo::data
