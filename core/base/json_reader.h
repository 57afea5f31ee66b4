// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace odimo {

/// Upper limits of a document: far more than any document needs, and small enough to be parsed quickly, in little
/// memory and by recursive functions.
struct JsonLimits {
    static constexpr std::size_t bytes = std::size_t(64) << 20;
    static constexpr int depth = 64; ///< Lists and objects within each other.
    static constexpr std::size_t values = 4'000'000;
    /// The longest text field that JsonReader reads; files of weights hold the JSON of a whole network in one.
    static constexpr std::size_t textBytes = std::size_t(16) << 20;
};

/// Parses text within JsonLimits; throws Error naming `where` (a file or "worker line 12"), the line and the reason.
Json parseJson(std::string_view text, const std::string &where);

/// What a quantity can be; both ends are allowed.
struct NumberRange {
    double least;
    double most;
    const char *unit; ///< "Hz", for the message.
};

/// A strict reader of one JSON object: fields are asked for by name and type, and finish() refuses what nobody asked
/// for. Every error names the path of the field, for example `platform.json: units[1].weight_bits`.
class JsonReader {
public:
    /// `value` must outlive the reader; throws Error if it is no object. `where` is a file ("platform.json") or a place
    /// in one
    /// ("platform.json: units[1]", as path() gives it).
    JsonReader(const Json &value, std::string where);
    JsonReader(const Json &&value, std::string where) = delete;

    /// True if the field is there; finish() takes it as known from then on.
    bool has(std::string_view field);
    /// A text of at most JsonLimits::textBytes.
    std::string text(std::string_view field);
    /// A text of 1 to `mostBytes` bytes without control characters, as names of things have.
    std::string name(std::string_view field, std::size_t mostBytes);
    bool boolean(std::string_view field);
    /// A finite number.
    double number(std::string_view field);
    double number(std::string_view field, const NumberRange &range);
    /// A whole number in [least, most].
    int integer(std::string_view field, int least = std::numeric_limits<int>::min(),
                int most = std::numeric_limits<int>::max());
    std::int64_t bigInteger(std::string_view field);
    std::vector<int> integers(std::string_view field);
    std::vector<std::int64_t> bigIntegers(std::string_view field);
    std::vector<double> numbers(std::string_view field);
    std::vector<std::string> texts(std::string_view field);
    /// The field as it stands; the caller reads it with path(field) as its place.
    const Json &value(std::string_view field);
    /// The elements of an array field.
    const Json &array(std::string_view field);
    /// The path of a field, for messages: `where: field` at the top of a file, `where.field` below.
    std::string path(std::string_view field) const;
    /// Throws Error if the object has a field that was not read, naming it and the known ones.
    void finish() const;

private:
    const Json &m_value;
    std::string m_where;
    std::set<std::string, std::less<>> m_known;
};

} // namespace odimo
