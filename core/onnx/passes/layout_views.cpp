// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/layout_views.h"

#include "core/onnx/short_name.h"

namespace odimo::onnx {

View LayoutViews::of(const std::string &value) const
{
    const auto found = m_views.find(value);
    return found != m_views.end() ? found->second : View{value, sameLayout(m_graph.shapes.at(value)), {}};
}

std::string LayoutViews::replace(const std::string &value, const Dimensions &shape, const Layout &layout,
                                 std::optional<std::size_t> maker)
{
    const std::string name = m_names.like(value);
    m_graph.shapes[name] = shape;
    if (const auto range = m_graph.ranges.find(value); range != m_graph.ranges.end())
        m_graph.ranges.emplace(name, network::ValueRange(range->second));
    m_views[value] = {name, layout, maker};
    return name;
}

void LayoutViews::add(const Node &maker, const Layout &layout, const std::string &source)
{
    const std::string &value = maker.outputs[0];
    m_views[value] = {source, layout, m_makers.size()};
    m_makers.push_back({maker, m_graph.shapes.at(maker.inputs[0]), m_graph.shapes.at(value)});
    m_findings.ofNode(maker, Verdict::Folded, "only a matter of shape; computes nothing");
}

bool LayoutViews::isSame(const View &view, const Dimensions &shape) const
{
    return m_graph.shapes.at(view.source) == shape && keepsOrder(view.layout);
}

bool LayoutViews::isFlat(const View &view, const Dimensions &shape) const
{
    return shape.size() == 2 && keepsBatch(view.layout) && m_graph.shapes.at(view.source).size() == 4;
}

bool LayoutViews::isWidening(const View &view, const Dimensions &shape) const
{
    const Dimensions &source = m_graph.shapes.at(view.source);
    return source.size() == 2 && shape == Dimensions{source[0], source[1], 1, 1};
}

bool LayoutViews::isReady(const std::string &value) const
{
    const auto found = m_views.find(value);
    if (found == m_views.end())
        return true;
    const View &view = found->second;
    const Dimensions &shape = m_graph.shapes.at(value);
    return isSame(view, shape) ||
           (keepsOrder(view.layout) && view.maker && (isFlat(view, shape) || isWidening(view, shape)));
}

std::string LayoutViews::settled(const std::string &value, const Node &reader)
{
    return settled(value, shortName(reader.name) + " (" + reader.op + ")");
}

std::string LayoutViews::settledOutput(const std::string &value)
{
    const View view = of(value);
    // An output that is made from the input alone is refused for that.
    return view.maker ? settled(value, "the output") : view.source;
}

std::string LayoutViews::settled(const std::string &value, const std::string &reader)
{
    const auto found = m_views.find(value);
    if (found == m_views.end())
        return value;
    const View &view = found->second;
    const Dimensions &shape = m_graph.shapes.at(value);
    if (isSame(view, shape))
        return view.source;
    if (!isReady(value))
        return refused(value, view, reader);
    return isFlat(view, shape) ? flattened(value) : made(value, view, "Identity", shape);
}

std::string LayoutViews::flattened(const std::string &value)
{
    const View &view = m_views.at(value);
    const Dimensions &source = m_graph.shapes.at(view.source);
    if (source.size() == 2)
        return view.source;
    return made(value, view, "Flatten", {source[0], source[1] * source[2] * source[3]});
}

std::string LayoutViews::made(const std::string &value, const View &view, const char *op, const Dimensions &shape)
{
    const auto [found, isNew] = m_made.try_emplace(op + (" " + view.source));
    if (!isNew)
        return found->second;
    Node node = m_makers[view.maker.value()].node;
    node.op = op;
    node.inputs = {view.source};
    node.attributes.clear();
    node.outputs = {m_names.like(value)};
    m_graph.shapes[node.outputs[0]] = shape;
    if (const auto range = m_graph.ranges.find(value); range != m_graph.ranges.end() && keepsOrder(view.layout))
        m_graph.ranges.emplace(node.outputs[0], network::ValueRange(range->second));
    keep(node);
    return found->second = node.outputs[0];
}

std::string LayoutViews::refused(const std::string &value, const View &view, const std::string &reader)
{
    const Dimensions &shape = m_graph.shapes.at(value);
    if (!view.maker)
        throw Refusal("it reads " + dimensionsText(shape) +
                          " in the order [N, H, W, C] of the input, which only element-wise operators can",
                      "transpose the input to [N, C, H, W] before it, or export the model with such an input (option "
                      "inputs-as-nchw of tf2onnx)");
    const Maker &maker = m_makers[*view.maker];
    m_findings.ofNode(maker.node, Verdict::Refused,
                      "it turns " + dimensionsText(maker.before) + " into " + dimensionsText(maker.after) + " for " +
                          reader + ", which is neither left as it is nor flattened to [N, C]",
                      "keep images [N, C, H, W] until one flatten before the classifier, or undo it before " + reader);
    return made(value, view, maker.node.op.c_str(), shape);
}

std::string LayoutViews::addConstant(const std::string &like, Constant constant)
{
    const std::string name = m_names.like(like);
    m_graph.constants[name] = std::move(constant);
    return name;
}

} // namespace odimo::onnx
