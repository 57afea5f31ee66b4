// SPDX-License-Identifier: Apache-2.0
#include "core/base/origin.h"

#include "core/base/json.h"
#include "core/base/version.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace odimo {

namespace {

constexpr std::string_view mark = "odimo-source: ";

/// Lists within the one object are as deep as an origin goes. What a stranger's file nests deeper, to exhaust the
/// stack, is left out.
bool isShallow(int depth, Json::parse_event_t, const Json &) { return depth <= 2; }

std::string withoutMarkup(const std::string &text)
{
    std::string safe;
    for (const char letter : text)
        safe += letter == '<'   ? "\\u003c"
                : letter == '>' ? "\\u003e"
                : letter == '&' ? "\\u0026"
                                : std::string(1, letter);
    return safe;
}

/// Null if there is none: a file may have been changed by hand, and leads back as far as it can be read.
Json fieldOf(const Json &json, const char *name)
{
    const auto found = json.is_object() ? json.find(name) : json.end();
    return found == json.end() ? Json() : *found;
}

std::string textOf(const Json &json, const char *name)
{
    const Json field = fieldOf(json, name);
    return field.is_string() ? field.get<std::string>() : std::string();
}

std::int64_t numberOf(const Json &field) { return field.is_number_integer() ? field.get<std::int64_t>() : 0; }

std::vector<std::int64_t> numbersOf(const Json &field)
{
    std::vector<std::int64_t> numbers;
    if (field.is_array())
        for (const Json &number : field)
            numbers.push_back(numberOf(number));
    return numbers;
}

} // namespace

std::string projectPath(const std::filesystem::path &project)
{
    std::error_code failure;
    const std::filesystem::path path = std::filesystem::weakly_canonical(project, failure);
    return (failure || path.empty() ? std::filesystem::absolute(project) : path).string();
}

std::string originLine(const Origin &origin)
{
    Json json = {{"program", std::string("ODiMO ") + version()},
                 {"project", origin.project},
                 {"view", origin.view},
                 {"run", origin.run},
                 {"runs", origin.runs}};
    if (!origin.layer.empty())
        json["layer"] = origin.layer;
    const std::string text = json.dump(-1, ' ', true, Json::error_handler_t::replace);
    return std::string(mark) + withoutMarkup(text);
}

std::optional<Origin> originIn(std::string_view text)
{
    const std::size_t at = text.find(mark);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = text.substr(at + mark.size());
    const std::string_view line = rest.substr(0, rest.find_first_of("\r\n"));
    const Json json =
        Json::parse(line.substr(0, line.rfind('}') + 1), isShallow, false); // No exceptions: a file may be cut.
    const std::string project = textOf(json, "project");
    if (project.empty())
        return std::nullopt;
    return Origin{.project = project,
                  .view = textOf(json, "view"),
                  .run = numberOf(fieldOf(json, "run")),
                  .runs = numbersOf(fieldOf(json, "runs")),
                  .layer = textOf(json, "layer")};
}

std::vector<std::string> originComments(const std::string &title, const Origin &origin)
{
    return {title, originLine(origin)};
}

} // namespace odimo
