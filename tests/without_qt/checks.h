// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <algorithm>
#include <any>
#include <cmath>
#include <cstdio>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <type_traits>
#include <vector>

struct TestFunctions;

/// What stands behind the words of tests/without_qt/QTest.
namespace odimo::checks {

struct Place {
    const char *file;
    int line;
};

template <typename Class>
struct TestFunction {
    std::string name;
    void (Class::*call)();
};

/// The values of one run of a test function.
struct Row {
    std::string name;
    std::vector<std::any> values;
};

/// As with Qt, a literal is the value of a column of QString.
template <typename Value>
Row &operator<<(Row &row, const Value &value)
{
    if constexpr (std::is_convertible_v<const Value &, const char *>)
        row.values.emplace_back(QString(value));
    else
        row.values.emplace_back(value);
    return row;
}

struct Table {
    std::vector<std::string> columns;
    std::vector<Row> rows;

    Row &add(const char *name) { return rows.emplace_back(Row{name, {}}); }
};

/// The state of the program: one test function runs at a time.
struct State {
    Table table;
    const Row *row = nullptr;
    bool hasFailed = false;
    bool isSkipped = false;
    std::string running;
    int passed = 0, failed = 0, skipped = 0;
};

inline State &state()
{
    static State only;
    return only;
}

inline Table &table() { return state().table; }

inline void fail(const std::string &what, const Place &place)
{
    state().hasFailed = true;
    std::cout << "FAIL!  : " << state().running << ' ' << what << "\n   " << place.file << ':' << place.line
              << std::endl;
}

inline bool verify(bool holds, const char *expression, const std::string &message, const Place &place)
{
    if (!holds)
        fail(expression + (message.empty() ? std::string() : " (" + message + ")"), place);
    return holds;
}

inline void skip(const char *reason)
{
    state().isSkipped = true;
    std::cout << "SKIP   : " << state().running << ' ' << reason << std::endl;
}

/// As Qt compares: numbers with a fraction may differ in their last digits.
template <typename Actual, typename Expected>
bool isEqual(const Actual &actual, const Expected &expected)
{
    if constexpr (std::is_floating_point_v<Actual> && std::is_same_v<Actual, Expected>) {
        if (!std::isfinite(actual) || !std::isfinite(expected))
            return actual == expected || (std::isnan(actual) && std::isnan(expected));
        const Actual digits = std::is_same_v<Actual, float> ? static_cast<Actual>(1e5) : static_cast<Actual>(1e12);
        return std::abs(actual - expected) * digits <= std::min(std::abs(actual), std::abs(expected));
    } else {
        return actual == expected;
    }
}

template <typename Value>
std::string asText(const Value &value)
{
    std::ostringstream text;
    text.precision(17);
    if constexpr (requires { text << value; })
        text << value;
    else
        text << "a value";
    return text.str();
}

template <typename Actual, typename Expected>
bool compare(const Actual &actual, const Expected &expected, const char *expression, const Place &place)
{
    const bool holds = isEqual(actual, expected);
    if (!holds)
        fail(std::string(expression) + " (" + asText(actual) + " and " + asText(expected) + ")", place);
    return holds;
}

/// The value of a column in the row that runs. Throws if there is no such column, or one of another type.
template <typename Value>
Value fetch(const std::string &column)
{
    const std::vector<std::string> &columns = table().columns;
    const auto found = std::find(columns.begin(), columns.end(), column);
    return std::any_cast<Value>(state().row->values.at(static_cast<std::size_t>(found - columns.begin())));
}

template <typename Class>
void runOnce(Class &tested, const TestFunction<Class> &function, const Row *row)
{
    State &now = state();
    now.row = row;
    now.hasFailed = now.isSkipped = false;
    now.running = function.name + "(" + (row ? row->name : "") + ")";
    try {
        (tested.*function.call)();
    } catch (const std::exception &exception) {
        fail(std::string("threw: ") + exception.what(), {"unknown", 0});
    } catch (...) {
        fail("threw something that is no exception", {"unknown", 0});
    }
    if (!now.hasFailed && !now.isSkipped)
        std::cout << "PASS   : " << now.running << std::endl;
    ++(now.hasFailed ? now.failed : now.isSkipped ? now.skipped : now.passed);
}

/// Runs the functions, or those of them that are named, for each row of their _data. Returns how many runs failed (at
/// most 100), or 100 if nothing ran.
template <typename Class>
int runTests(Class &tested, const std::vector<TestFunction<Class>> &functions, const std::vector<std::string> &names)
{
    const auto byName = [&functions](const std::string &name) {
        return std::find_if(functions.begin(), functions.end(), [&](const auto &each) { return each.name == name; });
    };
    for (const TestFunction<Class> &function : functions) {
        const bool isChosen = names.empty() || std::find(names.begin(), names.end(), function.name) != names.end();
        if (!isChosen || function.name.ends_with("_data"))
            continue;
        table() = {};
        if (const auto data = byName(function.name + "_data"); data != functions.end())
            (tested.*data->call)();
        const Table rows = table();
        if (rows.columns.empty())
            runOnce(tested, function, nullptr);
        for (const Row &row : rows.rows)
            runOnce(tested, function, &row);
    }
    const State &end = state();
    std::cout << "Totals: " << end.passed << " passed, " << end.failed << " failed, " << end.skipped << " skipped"
              << std::endl;
    return end.passed + end.failed + end.skipped == 0 ? 100 : std::min(end.failed, 100);
}

} // namespace odimo::checks
