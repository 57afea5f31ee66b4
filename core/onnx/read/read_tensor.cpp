// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/read_tensor.h"

#include "core/base/error.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <span>

namespace odimo::onnx {

namespace {

static_assert(std::endian::native == std::endian::little, "the file's numbers are copied as they stand in memory");

using ::onnx::TensorProto;

/// IEEE 754 binary16, which C++20 has no type for.
float fromHalf(std::uint16_t bits)
{
    const int exponent = bits >> 10 & 0x1F;
    const float mantissa = static_cast<float>(bits & 0x3FF) / 1024;
    float magnitude = std::ldexp(1 + mantissa, exponent - 15);
    if (exponent == 0)
        magnitude = std::ldexp(mantissa, -14);
    if (exponent == 31)
        magnitude = mantissa == 0 ? INFINITY : NAN;
    return bits & 0x8000 ? -magnitude : magnitude;
}

float fromBrainFloat(std::uint16_t bits) { return std::bit_cast<float>(std::uint32_t{bits} << 16); }

template <typename Value>
Value same(Value value)
{
    return value;
}

std::uint64_t countOf(const Dimensions &shape, const std::string &where)
{
    const std::optional<std::int64_t> count = elementCount(shape);
    // An empty list may mean "none"; an empty weight is an error.
    if (!count || (*count == 0 && shape != Dimensions{0}))
        throw Error(where + ": its shape is " + dimensionsText(shape) + "; every size must be at least 1");
    return static_cast<std::uint64_t>(*count);
}

ExternalPlace placeOf(const TensorProto &tensor, const std::string &where)
{
    const auto number = [&](const std::string &key, const std::string &text) {
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size())
            throw Error(where + ": the " + key + " of its external data is \"" + text.substr(0, 40) +
                        "\"; it must be a whole number");
        return value;
    };
    ExternalPlace found;
    for (const ::onnx::StringStringEntryProto &entry : tensor.external_data()) {
        if (entry.key() == "location")
            found.location = entry.value();
        else if (entry.key() == "offset")
            found.offset = number("offset", entry.value());
        else if (entry.key() == "length")
            found.length = number("length", entry.value());
    }
    return found;
}

class TensorReader {
public:
    TensorReader(TensorProto &tensor, ExternalData &external, const std::string &where)
        : m_tensor(tensor), m_external(external), m_where(where), m_shape(tensor.dims().begin(), tensor.dims().end()),
          m_count(countOf(m_shape, where))
    {
    }

    Constant read()
    {
        switch (m_tensor.data_type()) {
        case TensorProto::FLOAT:
            return constant<float, float>(ElementType::Float, m_tensor.float_data(), same<float>);
        case TensorProto::DOUBLE:
            return constant<double, float>(ElementType::Float, m_tensor.double_data(), same<double>);
        case TensorProto::FLOAT16:
            return constant<std::uint16_t, float>(ElementType::Float, m_tensor.int32_data(), fromHalf);
        case TensorProto::BFLOAT16:
            return constant<std::uint16_t, float>(ElementType::Float, m_tensor.int32_data(), fromBrainFloat);
        case TensorProto::BOOL:
            return constant<std::uint8_t, std::int32_t>(ElementType::Bool, m_tensor.int32_data(), same<std::uint8_t>);
        case TensorProto::INT8:
            return constant<std::int8_t, std::int32_t>(ElementType::Int8, m_tensor.int32_data(), same<std::int8_t>);
        case TensorProto::UINT8:
            return constant<std::uint8_t, std::int32_t>(ElementType::Uint8, m_tensor.int32_data(), same<std::uint8_t>);
        case TensorProto::INT16:
            return constant<std::int16_t, std::int32_t>(ElementType::Int16, m_tensor.int32_data(), same<std::int16_t>);
        case TensorProto::UINT16:
            return constant<std::uint16_t, std::int32_t>(ElementType::Uint16, m_tensor.int32_data(),
                                                         same<std::uint16_t>);
        case TensorProto::INT32:
            return constant<std::int32_t, std::int32_t>(ElementType::Int32, m_tensor.int32_data(), same<std::int32_t>);
        case TensorProto::INT64:
            return constant<std::int64_t, std::int64_t>(ElementType::Int64, m_tensor.int64_data(), same<std::int64_t>);
        default:
            fail("its values are of the ONNX type " + std::to_string(m_tensor.data_type()) +
                 "; export it in float32, or quantised to 8 bits");
        }
    }

private:
    [[noreturn]] void fail(const std::string &reason) const { throw Error(m_where + ": " + reason); }

    /// Values stored as `Stored`, one after the other in the bytes or each in an element of `listed`.
    template <typename Stored, typename Value, typename Listed, typename Convert>
    Constant constant(ElementType type, const Listed &listed, Convert convert)
    {
        std::vector<Value> values;
        if (m_tensor.data_location() == TensorProto::EXTERNAL) {
            checkRoom(sizeof(Stored));
            values = converted<Stored, Value>(
                m_external.read(placeOf(m_tensor, m_where), m_count * sizeof(Stored), m_where), convert);
        } else if (m_tensor.has_raw_data()) {
            const std::string bytes = std::move(*m_tensor.mutable_raw_data());
            checkCount(bytes.size() / sizeof(Stored), bytes.size() % sizeof(Stored));
            values = converted<Stored, Value>(std::as_bytes(std::span(bytes)), convert);
        } else {
            checkCount(static_cast<std::uint64_t>(listed.size()), 0);
            values.reserve(m_count);
            for (const auto value : listed)
                values.push_back(static_cast<Value>(convert(static_cast<Stored>(value))));
            m_tensor.Clear();
        }
        return {type, std::move(m_shape), std::move(values)};
    }

    template <typename Stored, typename Value, typename Convert>
    std::vector<Value> converted(std::span<const std::byte> bytes, Convert convert) const
    {
        std::vector<Value> values;
        values.reserve(m_count);
        for (std::size_t i = 0; i < m_count; ++i) {
            Stored stored;
            std::memcpy(&stored, bytes.data() + i * sizeof(Stored), sizeof(Stored));
            values.push_back(static_cast<Value>(convert(stored)));
        }
        return values;
    }

    void checkCount(std::uint64_t found, std::uint64_t rest) const
    {
        if (found != m_count || rest != 0)
            fail("its shape " + dimensionsText(m_shape) + " claims " + std::to_string(m_count) +
                 " values, but the file holds " + std::to_string(found) + "; export the model anew");
    }

    /// So that the number of bytes cannot overflow.
    void checkRoom(std::size_t bytesOfValue) const
    {
        if (m_count > (std::uint64_t{1} << 40) / bytesOfValue)
            fail("its shape " + dimensionsText(m_shape) + " is too large to hold; export the model anew");
    }

    TensorProto &m_tensor;
    ExternalData &m_external;
    const std::string &m_where;
    Dimensions m_shape;
    std::uint64_t m_count;
};

} // namespace

Constant readTensor(TensorProto &tensor, ExternalData &external, const std::string &where)
{
    return TensorReader(tensor, external, where).read();
}

bool hasNoValues(const TensorProto &tensor, const ExternalData &external, const std::string &where)
{
    switch (tensor.data_type()) {
    case TensorProto::FLOAT:
    case TensorProto::DOUBLE:
    case TensorProto::FLOAT16:
    case TensorProto::BFLOAT16:
        break;
    default:
        return false;
    }
    if (tensor.data_location() == TensorProto::EXTERNAL)
        return external.isMissing(placeOf(tensor, where), where);
    return !tensor.has_raw_data() && tensor.float_data().empty() && tensor.double_data().empty() &&
           tensor.int32_data().empty() && tensor.dims_size() > 0;
}

} // namespace odimo::onnx
