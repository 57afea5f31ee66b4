// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <string>
#include <utility>
#include <vector>

namespace odimo::host {

/// A value that decides the result of a run, or says where it comes from.
struct SettingPair {
    std::string name;          ///< "network", "finetune.epochs", "provenance.host".
    std::string first, second; ///< As JSON writes them, but text without quotation marks; empty where there is none.
    bool isSame() const { return first == second; }
};

/// The same value in several projects.
struct SettingRow {
    std::string name;
    std::vector<std::string> values; ///< By project.
    bool isSame() const;
};

using NamedValues = std::vector<std::pair<std::string, std::string>>;

/// Adds the values of an object by their path from `name` on: "finetune.epochs".
void flatten(const Json &json, const std::string &name, NamedValues &values);
/// Adds where the project comes from: "provenance.host".
void addProvenance(const project::Setup &setup, NamedValues &values);
/// In the order of the first, then what only the second has.
std::vector<SettingPair> paired(const NamedValues &first, const NamedValues &second);
std::vector<SettingRow> sideBySide(const std::vector<NamedValues> &all);
/// Those that differ.
Json toJson(const std::vector<SettingPair> &settings);
Json toJson(const std::vector<SettingRow> &settings);

} // namespace odimo::host
