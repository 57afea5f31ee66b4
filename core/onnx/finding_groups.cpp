// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/finding_groups.h"

#include "core/onnx/short_name.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace odimo::onnx {

namespace {

constexpr std::string_view foldedInto = "folded into ";

struct Members {
    const Finding *first;
    int nodes = 1;
    bool differ = false; ///< They are folded into different nodes.
};

bool belongs(const Finding &finding, const Finding &first)
{
    const bool bothFolded = finding.reason.starts_with(foldedInto) && first.reason.starts_with(foldedInto);
    return first.op == finding.op && first.remedy == finding.remedy && (bothFolded || first.reason == finding.reason);
}

std::vector<Members> membersOf(const std::vector<Finding> &findings, Verdict verdict)
{
    std::vector<Members> groups;
    for (const Finding &finding : findings) {
        const bool isUsual = verdict == Verdict::Mappable && finding.remedy.empty();
        if (finding.verdict != verdict || isUsual)
            continue;
        const auto known =
            std::ranges::find_if(groups, [&](const Members &group) { return belongs(finding, *group.first); });
        if (known == groups.end()) {
            groups.push_back({&finding});
            continue;
        }
        ++known->nodes;
        known->differ = known->differ || known->first->reason != finding.reason;
    }
    return groups;
}

std::string textOf(const Members &group)
{
    std::string text = group.first->reason;
    if (group.differ)
        text = "folded into the nodes beside them, the first into " + text.substr(foldedInto.size());
    return text + (group.first->remedy.empty() ? "" : "; " + group.first->remedy);
}

} // namespace

std::vector<FindingGroup> groupFindings(const std::vector<Finding> &findings)
{
    using enum Verdict;
    std::vector<FindingGroup> groups;
    for (const Verdict verdict : std::array{Refused, Note, Mappable, Host, Folded})
        for (const Members &group : membersOf(findings, verdict))
            groups.push_back({verdict,
                              group.nodes == 1 ? shortName(group.first->node) : std::to_string(group.nodes) + " nodes",
                              group.first->op, textOf(group)});
    return groups;
}

} // namespace odimo::onnx
