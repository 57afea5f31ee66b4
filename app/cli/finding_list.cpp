// SPDX-License-Identifier: Apache-2.0
#include "app/cli/finding_list.h"

#include "core/onnx/finding_groups.h"

#include <nlohmann/json.hpp>

namespace odimo::cli {

std::string findingsText(const std::vector<onnx::Finding> &findings)
{
    const std::vector<onnx::FindingGroup> groups = onnx::groupFindings(findings);
    if (groups.empty())
        return {};
    Table table({{"finding", Align::Left},
                 {"node", Align::Left},
                 {"operator", Align::Left},
                 {"why, and what to do", Align::Left}});
    for (const onnx::FindingGroup &group : groups)
        table.row({onnx::verdictName(group.verdict), group.node, group.op, group.text});
    return table.text();
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
