// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/overloaded.h"
#include "core/base/random.h"
#include "core/network/parameters.h"

#include <algorithm>
#include <cmath>
#include <vector>

/// A forward pass by the definitions of the operators, in double and without any cleverness, to compare others with.
namespace odimo::network::reference {

/// One image's tensor.
struct Map {
    explicit Map(Shape mapShape)
        : shape(mapShape), values(static_cast<std::size_t>(mapShape.channels * mapShape.height * mapShape.width))
    {
    }
    double &at(int channel, int row, int column) { return values[position(channel, row, column)]; }
    double at(int channel, int row, int column) const { return values[position(channel, row, column)]; }
    bool has(int row, int column) const
    {
        return row >= 0 && row < shape.height && column >= 0 && column < shape.width;
    }

    Shape shape;
    std::vector<double> values;

private:
    std::size_t position(int channel, int row, int column) const
    {
        return static_cast<std::size_t>((channel * shape.height + row) * shape.width + column);
    }
};

/// Calls visit(row, column, kernelRow, kernelColumn) for the pixels that the window at (outRow, outColumn) covers.
template <typename Window, typename Visit>
void overWindow(const Window &op, Extent dilation, const Map &input, int outRow, int outColumn, Visit visit)
{
    for (int kernelRow = 0; kernelRow < op.kernel.height; ++kernelRow)
        for (int kernelColumn = 0; kernelColumn < op.kernel.width; ++kernelColumn) {
            const int row = outRow * op.stride.height - op.padding.top + kernelRow * dilation.height;
            const int column = outColumn * op.stride.width - op.padding.left + kernelColumn * dilation.width;
            if (input.has(row, column))
                visit(row, column, kernelRow, kernelColumn);
        }
}

/// How much of the padding in the window at (outRow, outColumn) counts.
inline int countedZeros(const AveragePool &op, const Map &input, int outRow, int outColumn)
{
    const Padding &counted = op.counted;
    int zeros = 0;
    for (int i = 0; i < op.kernel.height; ++i)
        for (int j = 0; j < op.kernel.width; ++j) {
            const int row = outRow * op.stride.height - op.padding.top + i;
            const int column = outColumn * op.stride.width - op.padding.left + j;
            zeros += !input.has(row, column) && row >= -counted.top && row < input.shape.height + counted.bottom &&
                     column >= -counted.left && column < input.shape.width + counted.right;
        }
    return zeros;
}

/// Fills `output` with value(channel, row, column).
template <typename Value>
Map fill(Shape shape, Value value)
{
    Map output(shape);
    for (int channel = 0; channel < shape.channels; ++channel)
        for (int row = 0; row < shape.height; ++row)
            for (int column = 0; column < shape.width; ++column)
                output.at(channel, row, column) = value(channel, row, column);
    return output;
}

inline double rectified(double x, const std::optional<Relu> &relu)
{
    return relu ? std::min(std::max(0.0, x), relu->ceiling) : x;
}

inline Map forward(const Node &node, const std::vector<const Map *> &inputs, const Parameters &parameters)
{
    const auto parameter = [&](const char *name, auto index) {
        return static_cast<double>(parameters.at(node.name + "." + name).values[static_cast<std::size_t>(index)]);
    };
    const auto biased = [&](double sum, const auto &op, int channel) {
        sum += op.bias ? parameter("bias", channel) : 0;
        return rectified(sum, op.relu);
    };
    const Map &input = *inputs.at(0);
    return std::visit(
        Overloaded{
            [&](const Input &) { return input; },
            [&](const Convolution &op) {
                const int groupIn = input.shape.channels / op.groups;
                const int groupOut = op.outChannels / op.groups;
                return fill(node.output, [&](int channel, int outRow, int outColumn) {
                    double sum = 0;
                    for (int i = 0; i < groupIn; ++i)
                        overWindow(op, op.dilation, input, outRow, outColumn, [&](int row, int column, int y, int x) {
                            const int weight = ((channel * groupIn + i) * op.kernel.height + y) * op.kernel.width + x;
                            sum +=
                                parameter("weight", weight) * input.at(channel / groupOut * groupIn + i, row, column);
                        });
                    return biased(sum, op, channel);
                });
            },
            [&](const FullyConnected &op) {
                return fill(node.output, [&](int channel, int, int) {
                    double sum = 0;
                    for (int i = 0; i < input.shape.channels; ++i)
                        sum += parameter("weight", channel * input.shape.channels + i) * input.at(i, 0, 0);
                    return biased(sum, op, channel);
                });
            },
            [&](const BatchNormalization &op) {
                return fill(node.output, [&](int channel, int row, int column) {
                    const double deviation = std::sqrt(parameter("running_var", channel) + op.epsilon);
                    return (input.at(channel, row, column) - parameter("running_mean", channel)) / deviation *
                               parameter("weight", channel) +
                           parameter("bias", channel);
                });
            },
            [&](const Relu &op) {
                return fill(node.output,
                            [&](int c, int row, int column) { return rectified(input.at(c, row, column), op); });
            },
            [&](const Addition &op) {
                return fill(node.output, [&](int c, int row, int column) {
                    return rectified(input.at(c, row, column) + inputs.at(1)->at(c, row, column), op.relu);
                });
            },
            [&](const Concatenation &) {
                Map joined(node.output);
                joined.values.clear();
                for (const Map *each : inputs)
                    joined.values.insert(joined.values.end(), each->values.begin(), each->values.end());
                return joined;
            },
            [&](const MaxPool &op) {
                return fill(node.output, [&](int channel, int outRow, int outColumn) {
                    double most = -INFINITY;
                    overWindow(op, {}, input, outRow, outColumn, [&](int row, int column, int, int) {
                        most = std::max(most, input.at(channel, row, column));
                    });
                    return most;
                });
            },
            [&](const AveragePool &op) {
                return fill(node.output, [&](int channel, int outRow, int outColumn) {
                    double sum = 0;
                    int count = 0;
                    overWindow(op, {}, input, outRow, outColumn, [&](int row, int column, int, int) {
                        sum += input.at(channel, row, column);
                        ++count;
                    });
                    return sum / (count + countedZeros(op, input, outRow, outColumn));
                });
            },
            [&](const GlobalAveragePool &) {
                const int pixels = input.shape.height * input.shape.width;
                return fill(node.output, [&](int channel, int, int) {
                    double sum = 0;
                    for (int pixel = 0; pixel < pixels; ++pixel)
                        sum += input.values[static_cast<std::size_t>(channel * pixels + pixel)];
                    return sum / pixels;
                });
            },
            [&](const Flatten &) {
                Map flat(node.output);
                flat.values = input.values;
                return flat;
            },
            [&](const Identity &) { return input; },
        },
        node.op);
}

/// The values of the last node for one image.
inline std::vector<double> logits(const Model &model, const Map &image)
{
    std::vector<Map> maps{image};
    for (int index = 1; index <= model.network.output(); ++index) {
        std::vector<const Map *> inputs;
        for (int input : model.network.node(index).inputs)
            inputs.push_back(&maps[static_cast<std::size_t>(input)]);
        maps.push_back(forward(model.network.node(index), inputs, model.parameters));
    }
    return maps.back().values;
}

inline Map randomImage(Shape shape, Random &random)
{
    return fill(shape, [&](int, int, int) { return random.uniform(); });
}

/// Parameters as after training: every value random, variances positive.
inline Parameters randomParameters(const Network &network, Random &random)
{
    Parameters parameters = initialise(network, random.bits());
    for (auto &[name, tensor] : parameters)
        for (float &value : tensor.values) {
            const bool isVariance = name.ends_with(".running_var");
            value = static_cast<float>(isVariance ? 0.5 + random.uniform() : value + 0.1 * random.normal());
        }
    return parameters;
}

} // namespace odimo::network::reference
