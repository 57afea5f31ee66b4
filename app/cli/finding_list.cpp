// SPDX-License-Identifier: Apache-2.0
#include "app/cli/finding_list.h"

#include "core/onnx/short_name.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace odimo::cli {

namespace {

constexpr std::string_view foldedInto = "folded into ";

/// Findings that differ in their node alone, or in the node they are folded into.
struct Group {
    onnx::Finding first;
    int nodes = 1;
    bool differ = false; ///< They are folded into different nodes.
};

bool belongs(const onnx::Finding &finding, const onnx::Finding &first)
{
    const bool bothFolded = finding.reason.starts_with(foldedInto) && first.reason.starts_with(foldedInto);
    return first.op == finding.op && first.remedy == finding.remedy && (bothFolded || first.reason == finding.reason);
}

std::vector<Group> groupsOf(const std::vector<onnx::Finding> &findings, onnx::Verdict verdict)
{
    std::vector<Group> groups;
    for (const onnx::Finding &finding : findings) {
        const bool isUsual = verdict == onnx::Verdict::Mappable && finding.remedy.empty();
        if (finding.verdict != verdict || isUsual)
            continue;
        const auto known =
            std::ranges::find_if(groups, [&](const Group &group) { return belongs(finding, group.first); });
        if (known == groups.end()) {
            groups.push_back({finding});
            continue;
        }
        ++known->nodes;
        known->differ = known->differ || known->first.reason != finding.reason;
    }
    return groups;
}

std::string reasonText(const Group &group)
{
    std::string text = group.first.reason;
    if (group.differ)
        text = "folded into the nodes beside them, the first into " + text.substr(foldedInto.size());
    return text + (group.first.remedy.empty() ? "" : "; " + group.first.remedy);
}

std::string nodeText(const Group &group)
{
    return group.nodes == 1 ? onnx::shortName(group.first.node) : std::to_string(group.nodes) + " nodes";
}

} // namespace

std::string findingsText(const std::vector<onnx::Finding> &findings)
{
    using enum onnx::Verdict;
    Table table({{"finding", Align::Left},
                 {"node", Align::Left},
                 {"operator", Align::Left},
                 {"why, and what to do", Align::Left}});
    bool any = false;
    for (const onnx::Verdict verdict : std::array{Refused, Note, Mappable, Host, Folded})
        for (const Group &group : groupsOf(findings, verdict)) {
            any = true;
            const onnx::Finding &finding = group.first;
            table.row({onnx::verdictName(verdict), nodeText(group), finding.op, reasonText(group)});
        }
    return any ? table.text() : std::string();
}

Json findingsToJson(const std::vector<onnx::Finding> &findings)
{
    Json json = Json::array();
    for (const onnx::Finding &finding : findings)
        json.push_back({{"severity", onnx::verdictName(finding.verdict)},
                        {"node", finding.node},
                        {"op", finding.op},
                        {"reason", finding.reason},
                        {"remedy", finding.remedy}});
    return json;
}

} // namespace odimo::cli
