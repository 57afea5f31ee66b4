// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace odimo {

namespace {

constexpr std::size_t longest = 60;

std::string brief(const std::string &text) { return text.size() <= longest ? text : text.substr(0, longest) + "..."; }

/// A value shortened for a message, whatever the file holds.
std::string brief(const Json &value)
{
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return "a list";
    return brief(value.dump(-1, ' ', true, Json::error_handler_t::replace));
}

/// Checks the text once before it is parsed, without recursion.
void checkLimits(std::string_view text, const std::string &where)
{
    const auto refuse = [&](const std::string &what) {
        throw Error(where + " has " + what + "; no document of this program does");
    };
    if (text.size() > JsonLimits::bytes)
        refuse("more than " + std::to_string(JsonLimits::bytes >> 20) + " MiB");
    int depth = 0;
    std::size_t values = 1;
    bool inText = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char character = text[at];
        if (inText) {
            at += character == '\\' ? 1 : 0;
            inText = character != '"';
            continue;
        }
        inText = character == '"';
        depth += character == '[' || character == '{' ? 1 : 0;
        depth -= character == ']' || character == '}' ? 1 : 0;
        values += character == '[' || character == '{' || character == ',' ? 1 : 0;
        if (depth > JsonLimits::depth)
            refuse("lists and objects nested more than " + std::to_string(JsonLimits::depth) + " deep");
        if (values > JsonLimits::values)
            refuse("more than " + std::to_string(JsonLimits::values) + " values");
    }
}

[[noreturn]] void refuse(const std::string &place, const Json &value, const std::string &needed)
{
    throw Error(place + " is " + brief(value) + "; it must be " + needed);
}

bool fitsInt64(const Json &value)
{
    return value.is_number_integer() &&
           (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::numeric_limits<std::int64_t>::max());
}

std::string asText(const Json &value, const std::string &place)
{
    if (!value.is_string())
        refuse(place, value, "a text");
    if (value.get_ref<const std::string &>().size() > JsonLimits::textBytes)
        refuse(place, value, "a text of at most " + std::to_string(JsonLimits::textBytes >> 20) + " MiB");
    return value.get<std::string>();
}

double asNumber(const Json &value, const std::string &place)
{
    if (!value.is_number() || !std::isfinite(value.get<double>()))
        refuse(place, value, "a finite number");
    return value.get<double>();
}

std::int64_t asBigInteger(const Json &value, const std::string &place)
{
    if (!fitsInt64(value))
        refuse(place, value, "a whole number below 2^63");
    return value.get<std::int64_t>();
}

int asInteger(const Json &value, const std::string &place, int least, int most)
{
    if (!fitsInt64(value) || value.get<std::int64_t>() < least || value.get<std::int64_t>() > most) {
        const bool limited = least != std::numeric_limits<int>::min() || most != std::numeric_limits<int>::max();
        const std::string range = " from " + std::to_string(least) + " to " + std::to_string(most);
        refuse(place, value, "a whole number" + (limited || value.is_number_integer() ? range : ""));
    }
    return value.get<int>();
}

template <typename Read>
auto asList(const Json &array, const std::string &place, Read read)
{
    std::vector<decltype(read(array, place))> values;
    values.reserve(array.size());
    for (std::size_t i = 0; i < array.size(); ++i)
        values.push_back(read(array[i], place + "[" + std::to_string(i) + "]"));
    return values;
}

} // namespace

Json parseJson(std::string_view text, const std::string &where)
{
    checkLimits(text, where);
    try {
        return Json::parse(text);
    } catch (const Json::exception &error) {
        // The library's own message begins with "[json.exception.parse_error.101] "; the user needs what follows.
        const std::string message = error.what();
        const std::size_t end = message.find("] ");
        std::string reason = end == std::string::npos ? message : message.substr(end + 2);
        constexpr std::size_t longestReason = 300; // It quotes the text.
        if (reason.size() > longestReason)
            reason = reason.substr(0, longestReason) + "...";
        throw Error(where + " is no valid JSON: " + reason);
    }
}

JsonReader::JsonReader(const Json &value, std::string where) : m_value(value), m_where(std::move(where))
{
    if (!value.is_object())
        refuse(m_where, value, "an object");
}

bool JsonReader::has(std::string_view field)
{
    m_known.emplace(field);
    return m_value.contains(field);
}

std::string JsonReader::text(std::string_view field) { return asText(value(field), path(field)); }

std::string JsonReader::name(std::string_view field, std::size_t mostBytes)
{
    std::string text = this->text(field);
    if (text.empty())
        throw Error(path(field) + " is empty");
    if (text.size() > mostBytes)
        refuse(path(field), value(field), "a text of at most " + std::to_string(mostBytes) + " bytes");
    const auto isControl = [](unsigned char byte) {
        return byte < 0x20 || byte == 0x7F;
    };
    if (std::ranges::any_of(text, isControl))
        refuse(path(field), value(field), "a text on one line without control characters");
    return text;
}

bool JsonReader::boolean(std::string_view field)
{
    const Json &found = value(field);
    if (!found.is_boolean())
        refuse(path(field), found, "true or false");
    return found.get<bool>();
}

double JsonReader::number(std::string_view field) { return asNumber(value(field), path(field)); }

double JsonReader::number(std::string_view field, const NumberRange &range)
{
    const double found = number(field);
    if (found < range.least || found > range.most)
        refuse(path(field), value(field),
               "a number from " + shortestText(range.least) + " to " + shortestText(range.most) + " " + range.unit);
    return found;
}

int JsonReader::integer(std::string_view field, int least, int most)
{
    return asInteger(value(field), path(field), least, most);
}

std::int64_t JsonReader::bigInteger(std::string_view field) { return asBigInteger(value(field), path(field)); }

std::vector<int> JsonReader::integers(std::string_view field)
{
    return asList(array(field), path(field), [](const Json &element, const std::string &place) {
        return asInteger(element, place, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    });
}

std::vector<std::int64_t> JsonReader::bigIntegers(std::string_view field)
{
    return asList(array(field), path(field), asBigInteger);
}

std::vector<double> JsonReader::numbers(std::string_view field) { return asList(array(field), path(field), asNumber); }

std::vector<std::string> JsonReader::texts(std::string_view field) { return asList(array(field), path(field), asText); }

const Json &JsonReader::value(std::string_view field)
{
    m_known.emplace(field);
    const auto found = m_value.find(field);
    if (found == m_value.end())
        throw Error(path(field) + " is missing");
    return *found;
}

const Json &JsonReader::array(std::string_view field)
{
    const Json &found = value(field);
    if (!found.is_array())
        refuse(path(field), found, "a list");
    return found;
}

std::string JsonReader::path(std::string_view field) const
{
    if (m_where.empty())
        return std::string(field);
    const bool insideFile = m_where.find(": ") != std::string::npos;
    return m_where + (insideFile ? "." : ": ") + std::string(field);
}

void JsonReader::finish() const
{
    for (const auto &[name, unused] : m_value.items()) {
        if (m_known.contains(name))
            continue;
        std::string known;
        for (const std::string &field : m_known)
            addToList(known, field);
        throw Error(path(brief(name)) + " is an unknown field; known here: " + known);
    }
}

} // namespace odimo
