// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/weights.h"

#include "core/onnx/refusal.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <cmath>

namespace odimo::onnx {

std::vector<float> Weights::take(const Node &node, std::size_t index)
{
    const std::string &name = node.inputs.at(index);
    const auto found = m_graph.constants.find(name);
    if (!std::ranges::all_of(floats(found->second), [](float value) { return std::isfinite(value); }))
        throw Refusal("its tensor \"" + shortName(name) + "\" has values that are no finite numbers",
                      "train it again with a lower learning rate, or export a checkpoint from before it diverged");
    if (--m_readers[name] > 0) {
        spend(m_graph, found->second.count());
        return floats(found->second);
    }
    return std::get<std::vector<float>>(std::move(found->second.values));
}

std::optional<std::vector<float>> perChannel(const Constant &constant, std::size_t rank, std::int64_t channels)
{
    const std::size_t own = constant.shape.size();
    if (!constant.isFloat() || own > rank || constant.count() == 0)
        return std::nullopt;
    if (constant.count() == 1)
        return std::vector<float>(static_cast<std::size_t>(channels), floats(constant)[0]);
    Dimensions aligned(rank, 1);
    std::ranges::copy(constant.shape, aligned.end() - static_cast<std::ptrdiff_t>(own));
    Dimensions expected(rank, 1);
    expected[1] = channels;
    if (aligned != expected)
        return std::nullopt;
    return floats(constant);
}

} // namespace odimo::onnx
