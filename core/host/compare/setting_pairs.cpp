// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/setting_pairs.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

namespace {

/// As people write it: "0.2, 2", "240"; nothing for what is not set.
std::string textOf(const Json &value)
{
    if (value.is_null())
        return "";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number_float())
        return shortestText(value.get<double>());
    if (!value.is_array())
        return value.dump();
    std::string list;
    for (const Json &item : value)
        list += (list.empty() ? "" : ", ") + textOf(item);
    return list;
}

} // namespace

void flatten(const Json &json, const std::string &name, NamedValues &values)
{
    if (!json.is_object()) {
        values.emplace_back(name, textOf(json));
        return;
    }
    for (const auto &[field, value] : json.items())
        flatten(value, name.empty() ? field : name + "." + field, values);
}

void addProvenance(const project::Setup &setup, NamedValues &values)
{
    for (const auto &[name, value] : setup.provenance)
        values.emplace_back("provenance." + name, value);
}

std::vector<SettingPair> paired(const NamedValues &first, const NamedValues &second)
{
    std::vector<SettingPair> pairs;
    for (const auto &[name, value] : first)
        pairs.push_back({name, value, ""});
    for (const auto &[name, value] : second) {
        const auto found = std::ranges::find(pairs, name, &SettingPair::name);
        if (found == pairs.end())
            pairs.push_back({name, "", value});
        else
            found->second = value;
    }
    return pairs;
}

Json toJson(const std::vector<SettingPair> &settings)
{
    Json document = Json::array();
    for (const SettingPair &setting : settings)
        if (!setting.isSame())
            document.push_back({{"name", setting.name}, {"first", setting.first}, {"second", setting.second}});
    return document;
}

} // namespace odimo::host
