// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/setting_pairs.h"

#include "core/base/number_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

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

bool SettingRow::isSame() const { return std::ranges::adjacent_find(values, std::not_equal_to()) == values.end(); }

std::vector<SettingPair> paired(const NamedValues &first, const NamedValues &second)
{
    std::vector<SettingPair> pairs;
    for (SettingRow &row : sideBySide({first, second}))
        pairs.push_back({std::move(row.name), std::move(row.values[0]), std::move(row.values[1])});
    return pairs;
}

std::vector<SettingRow> sideBySide(const std::vector<NamedValues> &all)
{
    std::vector<SettingRow> rows;
    for (std::size_t which = 0; which < all.size(); ++which)
        for (const auto &[name, value] : all[which]) {
            auto found = std::ranges::find(rows, name, &SettingRow::name);
            if (found == rows.end())
                found = rows.insert(rows.end(), {name, std::vector<std::string>(all.size())});
            found->values[which] = value;
        }
    return rows;
}

Json toJson(const std::vector<SettingPair> &settings)
{
    Json document = Json::array();
    for (const SettingPair &setting : settings)
        if (!setting.isSame())
            document.push_back({{"name", setting.name}, {"first", setting.first}, {"second", setting.second}});
    return document;
}

Json toJson(const std::vector<SettingRow> &settings)
{
    Json document = Json::array();
    for (const SettingRow &setting : settings)
        if (!setting.isSame())
            document.push_back({{"name", setting.name}, {"values", setting.values}});
    return document;
}

} // namespace odimo::host
