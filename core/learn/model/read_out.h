// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/converter.h"
#include "core/learn/quantise/columns.h"

#include <optional>
#include <vector>

namespace odimo::learn {

/// How one output channel reads what its layer reads, and how its sum is read.
struct ChannelReading {
    int droppedInputBits = 0;
    std::optional<integer::Converter> converter; ///< Absent if the sum is exact.
    double codeValue = 1;                        ///< What a converted code stands for, over the step of what is read.
};

/// step * floor(x / step) for the step of codes without their lowest `bits`: what a unit reads that drops these. The
/// gradient passes unchanged.
torch::Tensor withoutBits(const torch::Tensor &x, int bits, double inputStep);

/// A layer on units that do not simply read one exact sum of what the layer reads: they drop bits of their input, or
/// read their columns through converters, row group by row group (docs/diana.md 2.6). The weights of converted channels
/// are whole codes, so that the sums of a row group are exact; those of the others have their values.
class ReadOut {
public:
    /// `channels` by output channel, not all of them plain. `inputStep` is that of the codes the layer reads.
    ReadOut(const std::vector<ChannelReading> &channels, double inputStep, torch::Device device);

    /// What is summed at once: what is read [N, ...], and weights [C, ...] for it.
    struct Operands {
        torch::Tensor x;
        torch::Tensor weight;
    };
    /// `x` is [N, channels, H, W] or [N, inputs]; `groups` those of the convolution, otherwise 1.
    std::vector<Operands> operands(const torch::Tensor &x, const torch::Tensor &weight, int groups) const;

    /// The values of all channels from the products of the operands, which may be overwritten; without biases and
    /// middles.
    torch::Tensor read(const std::vector<torch::Tensor> &products) const;

private:
    /// Channels that read the same bits, and as many input channels at once.
    struct Part {
        int droppedInputBits = 0;
        int atOnce = 0;     ///< Input channels; 0 for all.
        torch::Tensor rows; ///< [C], 1 for its channels; undefined if all are.
    };
    static std::vector<Part> partsOf(const std::vector<ChannelReading> &channels, torch::Device device);

    double m_inputStep;
    std::vector<Part> m_parts;
    std::optional<Columns> m_columns; ///< Absent if no channel is converted.
};

} // namespace odimo::learn
