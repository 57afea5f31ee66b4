// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/node_attributes.h"

#include "core/network/shape_inference.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace odimo::widgets {

namespace {

using network::Extent;
using network::Padding;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::NodeAttributes)
};

template <typename... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};

QString extentText(const Extent &extent) { return QStringLiteral("%1x%2").arg(extent.height).arg(extent.width); }

QString paddingText(const Padding &padding)
{
    if (padding.left == padding.right && padding.top == padding.bottom)
        return padding.left == padding.top ? QString::number(padding.top)
                                           : QStringLiteral("%1x%2").arg(padding.top).arg(padding.left);
    return Text::tr("top %1, left %2, bottom %3, right %4")
        .arg(padding.top)
        .arg(padding.left)
        .arg(padding.bottom)
        .arg(padding.right);
}

QString strideText(const Extent &stride)
{
    if (stride == Extent{})
        return {};
    const QString text = stride.height == stride.width ? QString::number(stride.height) : extentText(stride);
    return Text::tr(", stride %1").arg(text);
}

/// "ReLU", "ReLU6"
QString reluName(const network::Relu &relu)
{
    return std::isinf(relu.ceiling) ? Text::tr("ReLU") : Text::tr("ReLU%1").arg(QLocale().toString(relu.ceiling));
}

QString reluText(const std::optional<network::Relu> &relu)
{
    return relu ? Text::tr(", %1").arg(reluName(*relu)) : QString();
}

bool isDepthwise(const network::Convolution &convolution, const network::Shape &input)
{
    return convolution.groups > 1 && convolution.groups == input.channels;
}

network::Shape inputOf(const network::Node &node, const network::Network &network)
{
    return node.inputs.empty() ? node.output : network.node(node.inputs.front()).output;
}

using Attributes = std::vector<NodeAttribute>;

void addWindow(Attributes &attributes, const Extent &kernel, const Extent &stride, const Padding &padding)
{
    attributes.push_back({Text::tr("Kernel"), extentText(kernel)});
    attributes.push_back({Text::tr("Stride"), extentText(stride)});
    attributes.push_back({Text::tr("Padding"), paddingText(padding)});
}

void addActivation(Attributes &attributes, const std::optional<network::Relu> &relu)
{
    attributes.push_back({Text::tr("Activation"), relu ? reluName(*relu) : Text::tr("none")});
}

void addOperator(Attributes &attributes, const network::Operator &op)
{
    std::visit(
        Overloaded{
            [&](const network::Convolution &convolution) {
                addWindow(attributes, convolution.kernel, convolution.stride, convolution.padding);
                attributes.push_back({Text::tr("Dilation"), extentText(convolution.dilation)});
                attributes.push_back({Text::tr("Groups"), QLocale().toString(convolution.groups)});
                attributes.push_back({Text::tr("Bias"), convolution.bias ? Text::tr("yes") : Text::tr("no")});
                addActivation(attributes, convolution.relu);
            },
            [&](const network::FullyConnected &dense) {
                attributes.push_back({Text::tr("Bias"), dense.bias ? Text::tr("yes") : Text::tr("no")});
                addActivation(attributes, dense.relu);
            },
            [&](const network::Addition &addition) { addActivation(attributes, addition.relu); },
            [&](const network::Relu &relu) { addActivation(attributes, relu); },
            [&](const network::MaxPool &pool) { addWindow(attributes, pool.kernel, pool.stride, pool.padding); },
            [&](const network::AveragePool &pool) { addWindow(attributes, pool.kernel, pool.stride, pool.padding); },
            [](const auto &) {},
        },
        op);
}

std::int64_t parametersOf(const network::Node &node, const network::Network &network)
{
    const auto positions = static_cast<std::int64_t>(node.output.height) * node.output.width;
    const std::int64_t weights = network::macs(network, network.find(node.name)) / positions;
    const bool hasBias = std::visit(
        [](const auto &op) {
            if constexpr (requires { op.bias; })
                return op.bias;
            return false;
        },
        node.op);
    return weights + (hasBias ? node.output.channels : 0);
}

} // namespace

NodeKind kindOf(const network::Node &node, const network::Network &network)
{
    if (std::holds_alternative<network::Input>(node.op))
        return NodeKind::Input;
    if (std::holds_alternative<network::FullyConnected>(node.op))
        return NodeKind::Dense;
    if (const auto *convolution = std::get_if<network::Convolution>(&node.op))
        return isDepthwise(*convolution, inputOf(node, network)) ? NodeKind::Depthwise : NodeKind::Convolution;
    return NodeKind::Other;
}

QString operationText(const network::Node &node, const network::Network &network)
{
    return std::visit(Overloaded{
                          [](const network::Input &) { return Text::tr("input"); },
                          [&](const network::Convolution &convolution) {
                              const QString kind = isDepthwise(convolution, inputOf(node, network))
                                                       ? Text::tr("%1 depthwise")
                                                   : convolution.groups > 1 ? Text::tr("%1 grouped conv")
                                                                            : Text::tr("%1 conv");
                              return kind.arg(extentText(convolution.kernel)) + strideText(convolution.stride) +
                                     reluText(convolution.relu);
                          },
                          [](const network::FullyConnected &dense) { return Text::tr("dense") + reluText(dense.relu); },
                          [](const network::BatchNormalization &) { return Text::tr("batch norm"); },
                          [](const network::Relu &relu) { return reluName(relu); },
                          [](const network::Addition &addition) { return Text::tr("add") + reluText(addition.relu); },
                          [](const network::Concatenation &) { return Text::tr("concat"); },
                          [](const network::MaxPool &pool) {
                              return Text::tr("%1 max pool").arg(extentText(pool.kernel)) + strideText(pool.stride);
                          },
                          [](const network::AveragePool &pool) {
                              return Text::tr("%1 average pool").arg(extentText(pool.kernel)) + strideText(pool.stride);
                          },
                          [](const network::GlobalAveragePool &) { return Text::tr("global average pool"); },
                          [](const network::Flatten &) { return Text::tr("flatten"); },
                          [](const network::Identity &) { return Text::tr("identity"); },
                      },
                      node.op);
}

Attributes networkAttributes(const network::Network &network, int index)
{
    const network::Node &node = network.node(index);
    Attributes attributes = {{Text::tr("Name"), QString::fromStdString(node.name)},
                             {Text::tr("Operation"), operationText(node, network)}};
    QStringList inputs;
    for (const int input : node.inputs)
        inputs << Text::tr("%1 (%2)").arg(QString::fromStdString(network.node(input).name),
                                          QString::fromStdString(shapeText(network.node(input).output)));
    if (!inputs.isEmpty())
        attributes.push_back({Text::tr("Inputs"), inputs.join(QStringLiteral(", "))});
    attributes.push_back({Text::tr("Output"), QString::fromStdString(shapeText(node.output))});
    addOperator(attributes, node.op);
    if (network::isLayer(node)) {
        attributes.push_back(
            {Text::tr("Parameters"), QLocale().toString(static_cast<qlonglong>(parametersOf(node, network)))});
        attributes.push_back(
            {Text::tr("Multiply-accumulates"), QLocale().toString(static_cast<qlonglong>(macs(network, index)))});
        if (!node.searched)
            attributes.push_back({Text::tr("Mapping"), Text::tr("stays on the reference unit")});
    }
    if (node.range)
        attributes.push_back({Text::tr("Range"), Text::tr("%1 to %2")
                                                     .arg(withMinusSign(QLocale().toString(node.range->least)),
                                                          withMinusSign(QLocale().toString(node.range->most)))});
    return attributes;
}

} // namespace odimo::widgets
