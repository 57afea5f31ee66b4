// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/findings.h"
#include "core/onnx/short_name.h"

#include <algorithm>

namespace odimo::onnx {

void Findings::ofFile(Verdict verdict, std::string reason, std::string remedy)
{
    m_ofFile.push_back({verdict, {}, {}, std::move(reason), std::move(remedy)});
}

void Findings::ofNode(const Node &node, Verdict verdict, std::string reason, std::string remedy)
{
    if (isRefused(node))
        return;
    const auto position = static_cast<std::size_t>(node.position);
    m_ofNodes[position] = Finding{verdict, node.name, node.opInFile, std::move(reason), std::move(remedy)};
}

void Findings::foldedInto(const Node &node, const Node &target)
{
    ofNode(node, Verdict::Folded, "folded into " + shortName(target.name));
}

bool Findings::hasVerdict(const Node &node, Verdict verdict) const
{
    const std::optional<Finding> &finding = m_ofNodes[static_cast<std::size_t>(node.position)];
    return finding && finding->verdict == verdict;
}

bool Findings::anyRefused() const
{
    return std::ranges::any_of(inOrder(), [](const Finding &finding) { return finding.verdict == Verdict::Refused; });
}

std::vector<Finding> Findings::inOrder() const
{
    std::vector<Finding> all = m_ofFile;
    for (const std::optional<Finding> &finding : m_ofNodes)
        if (finding)
            all.push_back(*finding);
    return all;
}

} // namespace odimo::onnx
