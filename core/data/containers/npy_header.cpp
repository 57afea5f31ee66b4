// SPDX-License-Identifier: Apache-2.0
#include "core/data/containers/npy_header.h"

#include "core/base/error.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace odimo::data {

namespace {

/// What NumPy itself reads at most.
constexpr std::size_t mostHeaderBytes = 10'000;
constexpr std::size_t mostDimensions = 32;

class HeaderParser {
public:
    HeaderParser(std::string_view text, const std::string &place) : m_text(text), m_place(place) {}

    NpyHeader parse()
    {
        expect("{");
        while (!accept("}")) {
            readEntry();
            if (!accept(",")) {
                expect("}");
                break;
            }
        }
        skipSpace();
        if (!m_text.empty() || !m_description || !m_fortranOrder || !m_shape)
            fail();
        return {.description = *m_description, .fortranOrder = *m_fortranOrder, .shape = *m_shape, .bytes = 0};
    }

private:
    [[noreturn]] void fail() const
    {
        throw Error(m_place + " has a damaged .npy header; it should name descr, fortran_order and shape");
    }

    void readEntry()
    {
        const std::string name = readText();
        expect(":");
        if (name == "descr" && !m_description)
            m_description = readDescription();
        else if (name == "fortran_order" && !m_fortranOrder)
            m_fortranOrder = readBoolean();
        else if (name == "shape" && !m_shape)
            m_shape = readShape();
        else
            fail();
    }

    bool readBoolean()
    {
        if (accept("True"))
            return true;
        if (!accept("False"))
            fail();
        return false;
    }

    std::string readDescription()
    {
        skipSpace();
        if (m_text.starts_with('['))
            throw Error(m_place + " holds records of several fields; save one array of plain numbers for each field");
        return readText();
    }

    std::string readText()
    {
        expect("'");
        const std::size_t end = m_text.find('\'');
        if (end == std::string_view::npos)
            fail();
        const std::string text(m_text.substr(0, end));
        m_text.remove_prefix(end + 1);
        return text;
    }

    std::vector<std::int64_t> readShape()
    {
        std::vector<std::int64_t> shape;
        expect("(");
        while (!accept(")")) {
            shape.push_back(readExtent());
            if (!accept(",")) {
                expect(")");
                break;
            }
        }
        if (shape.size() > mostDimensions)
            fail();
        return shape;
    }

    std::int64_t readExtent()
    {
        skipSpace();
        std::int64_t extent = 0;
        const auto [end, error] = std::from_chars(m_text.data(), m_text.data() + m_text.size(), extent);
        if (error != std::errc() || extent < 0)
            throw Error(m_place + ": its .npy header gives a size that is no whole number from 0 to " +
                        std::to_string(std::numeric_limits<std::int64_t>::max()));
        m_text.remove_prefix(static_cast<std::size_t>(end - m_text.data()));
        return extent;
    }

    void skipSpace() { m_text.remove_prefix(std::min(m_text.find_first_not_of(" \n"), m_text.size())); }

    bool accept(std::string_view wanted)
    {
        skipSpace();
        const bool there = m_text.starts_with(wanted);
        m_text.remove_prefix(there ? wanted.size() : 0);
        return there;
    }

    void expect(std::string_view wanted)
    {
        if (!accept(wanted))
            fail();
    }

    std::string_view m_text;
    const std::string &m_place;
    std::optional<std::string> m_description;
    std::optional<bool> m_fortranOrder;
    std::optional<std::vector<std::int64_t>> m_shape;
};

std::string_view asText(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// Where the header's dictionary begins and ends.
std::pair<std::size_t, std::size_t> headerRange(std::span<const std::uint8_t> bytes, const std::string &place)
{
    constexpr std::size_t lengthAt = 8;
    if (bytes.size() < lengthAt || !asText(bytes).starts_with(npyMagic))
        throw Error(place + " is not a .npy file: it does not begin with the bytes 93 'NUMPY'");
    const int version = bytes[6];
    if (version < 1 || version > 3)
        throw Error(place + " is version " + std::to_string(version) + " of the .npy format; 1 to 3 can be read");
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    const std::size_t begin = lengthAt + lengthBytes;
    std::size_t length = 0;
    for (std::size_t at = 0; begin <= bytes.size() && at < lengthBytes; ++at)
        length |= std::size_t{bytes[lengthAt + at]} << (8 * at);
    if (length > mostHeaderBytes)
        throw Error(place + " has a .npy header of " + std::to_string(length) + " bytes; the limit is " +
                    std::to_string(mostHeaderBytes));
    if (begin + length > bytes.size())
        throw Error(place + " is truncated: it ends within its .npy header; copy or download it again");
    return {begin, begin + length};
}

} // namespace

NpyHeader parseNpyHeader(std::span<const std::uint8_t> bytes, const std::string &place)
{
    const auto [begin, end] = headerRange(bytes, place);
    NpyHeader header = HeaderParser(asText(bytes.subspan(begin, end - begin)), place).parse();
    header.bytes = end;
    return header;
}

} // namespace odimo::data
