// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/npy.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/data/containers/archive.h"
#include "core/data/containers/npy_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <string_view>

namespace odimo::data {

static_assert(std::endian::native == std::endian::little, "the numbers of .npy files are taken as they stand");

namespace {

struct TypeName {
    std::string_view name;
    NumberType type;
    std::size_t bytes;
};
constexpr std::array<TypeName, 12> typeNames = {{
    {"u1", NumberType::UInt8, 1},
    {"b1", NumberType::Bool, 1},
    {"i1", NumberType::Int8, 1},
    {"u2", NumberType::UInt16, 2},
    {"i2", NumberType::Int16, 2},
    {"u4", NumberType::UInt32, 4},
    {"i4", NumberType::Int32, 4},
    {"u8", NumberType::UInt64, 8},
    {"i8", NumberType::Int64, 8},
    {"f2", NumberType::Float16, 2},
    {"f4", NumberType::Float32, 4},
    {"f8", NumberType::Float64, 8},
}};

const TypeName &typeOf(std::string_view description, const std::string &place)
{
    if (description.ends_with('O'))
        throw Error(place + " holds Python objects, which are not unpickled; save it as an array of plain numbers");
    if (description.starts_with('>'))
        throw Error(place + " holds big-endian numbers ('" + std::string(description) +
                    "'); convert it with array.astype(array.dtype.newbyteorder('<')) and save it again");
    const std::string_view name = description.substr(std::min<std::size_t>(1, description.size()));
    const auto *known = std::ranges::find(typeNames, name, &TypeName::name);
    const bool ordered = description.starts_with('<') || description.starts_with('|');
    if (!ordered || known == typeNames.end())
        throw Error(place + " holds numbers of the type '" + std::string(description) +
                    "'; booleans, whole numbers of 1 to 8 bytes, float16, float32 and float64 can be read: "
                    "save array.astype('float32')");
    return *known;
}

/// The product of the sizes, or nothing if it is too large for any file.
std::optional<std::uint64_t> numberOf(std::span<const std::int64_t> shape)
{
    if (std::ranges::find(shape, 0) != shape.end())
        return 0;
    std::uint64_t number = 1;
    for (const std::int64_t extent : shape) {
        if (number > std::numeric_limits<std::int64_t>::max() / static_cast<std::uint64_t>(extent))
            return std::nullopt;
        number *= static_cast<std::uint64_t>(extent);
    }
    return number;
}

/// A truth value, one byte, anything but 0 is true.
struct Truth {
    std::uint8_t byte;
    explicit operator double() const { return byte != 0 ? 1 : 0; }
    explicit operator float() const { return byte != 0 ? 1 : 0; }
};

/// A number of IEEE 754 in half precision: a sign, 5 bits of exponent, 10 of fraction.
struct Half {
    std::uint16_t bits;
    explicit operator double() const
    {
        const int exponent = bits >> 10 & 0x1F;
        const int fraction = bits & 0x3FF;
        double size = std::ldexp(fraction, -24); // too small for the leading 1
        if (exponent == 0x1F)
            size = fraction == 0 ? std::numeric_limits<double>::infinity() : std::numeric_limits<double>::quiet_NaN();
        else if (exponent > 0)
            size = std::ldexp(0x400 + fraction, exponent - 25);
        return (bits & 0x8000) != 0 ? -size : size;
    }
    explicit operator float() const { return static_cast<float>(static_cast<double>(*this)); }
};

template <typename From, typename To>
void convertFrom(std::span<const std::uint8_t> bytes, std::vector<To> &values)
{
    for (std::size_t at = 0; at < values.size(); ++at) {
        From value;
        std::memcpy(&value, bytes.data() + at * sizeof(From), sizeof(From));
        values[at] = static_cast<To>(value);
    }
}

std::size_t bytesOf(NumberType type) { return std::ranges::find(typeNames, type, &TypeName::type)->bytes; }

template <typename To>
std::vector<To> converted(const NpyArray &array)
{
    std::vector<To> values(array.values.size() / bytesOf(array.type));
    switch (array.type) {
    case NumberType::Bool:
        convertFrom<Truth>(array.values, values);
        break;
    case NumberType::UInt8:
        convertFrom<std::uint8_t>(array.values, values);
        break;
    case NumberType::Int8:
        convertFrom<std::int8_t>(array.values, values);
        break;
    case NumberType::UInt16:
        convertFrom<std::uint16_t>(array.values, values);
        break;
    case NumberType::Int16:
        convertFrom<std::int16_t>(array.values, values);
        break;
    case NumberType::UInt32:
        convertFrom<std::uint32_t>(array.values, values);
        break;
    case NumberType::Int32:
        convertFrom<std::int32_t>(array.values, values);
        break;
    case NumberType::UInt64:
        convertFrom<std::uint64_t>(array.values, values);
        break;
    case NumberType::Int64:
        convertFrom<std::int64_t>(array.values, values);
        break;
    case NumberType::Float16:
        convertFrom<Half>(array.values, values);
        break;
    case NumberType::Float32:
        convertFrom<float>(array.values, values);
        break;
    case NumberType::Float64:
        convertFrom<double>(array.values, values);
        break;
    }
    return values;
}

std::string joined(std::span<const std::int64_t> shape)
{
    std::string text;
    for (const std::int64_t extent : shape)
        addToList(text, std::to_string(extent));
    return text;
}

FloatArray floatArray(std::span<const std::uint8_t> bytes, const std::string &place)
{
    NpyArray array = parseNpy(bytes, place);
    return {.shape = std::move(array.shape), .values = toFloats(array)};
}

} // namespace

NpyArray parseNpy(std::span<const std::uint8_t> bytes, const std::string &place)
{
    const NpyHeader header = parseNpyHeader(bytes, place);
    const TypeName &type = typeOf(header.description, place);
    if (header.fortranOrder)
        throw Error(place + " is stored in Fortran order; save numpy.ascontiguousarray(array) instead");

    const std::span<const std::uint8_t> values = bytes.subspan(header.bytes);
    const std::optional<std::uint64_t> promised = numberOf(header.shape);
    if (!promised || *promised != values.size() / type.bytes || values.size() % type.bytes != 0)
        throw Error(place + " is " + (promised && *promised <= values.size() / type.bytes ? "too long" : "truncated") +
                    ": its .npy header promises numbers of the shape " + shapeText(header.shape) + ", " +
                    std::to_string(type.bytes) + " bytes each, and " + std::to_string(values.size()) +
                    " bytes follow; copy or save it again");
    return {.type = type.type, .shape = header.shape, .values = values};
}

bool isWhole(NumberType type) { return type >= NumberType::UInt8 && type <= NumberType::Int64; }

std::vector<float> toFloats(const NpyArray &array) { return converted<float>(array); }

std::vector<double> toDoubles(const NpyArray &array) { return converted<double>(array); }

std::string shapeText(std::span<const std::int64_t> shape) { return "[" + joined(shape) + "]"; }

FloatArray readFloatArray(const std::filesystem::path &path, const std::string &nameInNpz)
{
    if (!isArchive(path)) {
        const std::vector<std::byte> bytes = readBytes(path);
        return floatArray({reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size()}, path.string());
    }
    std::string names;
    ArchiveReader archive(path);
    while (archive.next()) {
        if (archive.path() == nameInNpz + ".npy")
            return floatArray(archive.read(), path.string() + ": " + nameInNpz);
        addToList(names, std::filesystem::path(archive.path()).stem().string());
    }
    throw Error(path.string() + " has no array '" + nameInNpz + "'; it has: " + names);
}

void writeNpy(const std::filesystem::path &path, const FloatArray &array)
{
    assert(numberOf(array.shape) == array.values.size());
    const std::string comma = array.shape.size() == 1 ? "," : "";
    std::string header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + joined(array.shape) + comma + "), }";
    constexpr std::size_t alignment = 64;
    constexpr std::size_t prefix = 10;
    header.append(alignment - 1 - (prefix + header.size()) % alignment, ' ');
    header += '\n';

    std::string text(npyMagic);
    text += {'\x01', '\x00', static_cast<char>(header.size() & 0xFF), static_cast<char>(header.size() >> 8)};
    text += header;
    text.append(reinterpret_cast<const char *>(array.values.data()), array.values.size() * sizeof(float));
    writeText(path, text);
}

} // namespace odimo::data
