// SPDX-License-Identifier: Apache-2.0
#include "core/project/run_names.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::project {

namespace {

constexpr const char *key = "run_names";

std::string trimmed(const std::string &text)
{
    const std::size_t first = text.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

void check(const std::string &name)
{
    if (name.size() > longestRunName)
        throw Error("the name of a run has " + std::to_string(name.size()) + " bytes; it may have " +
                    std::to_string(longestRunName));
    if (std::ranges::any_of(name, [](unsigned char byte) { return byte < 0x20 || byte == 0x7f; }))
        throw Error("the name of a run has a control character, for example a line break; write it on one line");
}

} // namespace

RunNames runNames(const Project &project)
{
    RunNames names;
    const std::string text = project.document(key);
    if (text.empty())
        return names;
    const std::string where = project.path().string() + ": names of runs";
    const Json document = parseJson(text, where);
    if (!document.is_object())
        throw Error(where + ": no names by numbers of runs");
    for (const auto &[run, name] : document.items()) {
        if (run.empty() || run.size() > 18 || run.find_first_not_of("0123456789") != std::string::npos ||
            !name.is_string())
            throw Error(where + ": " + run + " is no run with a name");
        names[std::stoll(run)] = name.get<std::string>();
    }
    return names;
}

void storeRunNames(Project &project, const RunNames &names)
{
    Json document = Json::object();
    for (const auto &[run, name] : names) {
        project.run(run); // Throws if there is none.
        const std::string kept = trimmed(name);
        check(kept);
        if (!kept.empty())
            document[std::to_string(run)] = kept;
    }
    project.storeDocument(key, document.dump());
}

} // namespace odimo::project
