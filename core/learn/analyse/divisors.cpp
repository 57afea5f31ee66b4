// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/divisors.h"

#include "core/integer/activation_scales.h"
#include "core/integer/weight_codes.h"
#include "core/learn/analyse/layer_fit.h"
#include "core/learn/model/float_arithmetic.h"
#include "core/learn/model/read_out.h"
#include "core/learn/quantise/activation_quantiser.h"
#include "core/learn/quantise/vectorised.h"
#include "core/learn/quantise/weight_quantisers.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr std::int64_t mostRows = 4096;
constexpr int triedAtOnce = 64;
constexpr double largestMultiplier = 127;
constexpr std::int64_t block = 256;

/// One channel over rows, and one divisor; outputs in steps, the bias included.
struct ReadChannel {
    std::vector<const float *> sums; ///< By row group, whole numbers.
    const float *wanted;             ///< Within the range of the output.
    std::int64_t rows;
    float inverse, offset, leastCode, mostCode;
    float value, bias, least, most; ///< Of the output.
};

ODIMO_VECTORISED double squaredError(const ReadChannel &channel)
{
    const ReadChannel &r = channel;
    const float inverse = r.inverse, offset = r.offset, leastCode = r.leastCode, mostCode = r.mostCode;
    const float value = r.value, bias = r.bias, least = r.least, most = r.most;
    double total = 0;
    for (std::int64_t begin = 0; begin < r.rows; begin += block) {
        const std::int64_t count = std::min(block, r.rows - begin);
        std::array<float, block> codes{};
        for (const float *group : r.sums)
            for (std::int64_t i = 0; i < count; ++i)
                codes[static_cast<std::size_t>(i)] +=
                    std::floor(std::min(std::max(group[begin + i] * inverse + offset, leastCode), mostCode));
        float sum = 0;
#pragma omp simd reduction(+ : sum)
        for (std::int64_t i = 0; i < count; ++i) {
            const float read = std::min(std::max(codes[static_cast<std::size_t>(i)] * value + bias, least), most);
            sum += (read - r.wanted[begin + i]) * (read - r.wanted[begin + i]);
        }
        total += sum;
    }
    return total;
}

/// The sums of a layer's channels and what is wanted of them; tensors [C, rows].
class DivisorFit {
public:
    DivisorFit(const ConvertedLayer &layer, const Tensor &x)
        : m_bits(layer.format.converter->bits), m_output(layer.output), m_biases(layer.scales.size(), 0)
    {
        const auto *convolution = std::get_if<network::Convolution>(&layer.op);
        const network::Extent kernel = convolution ? convolution->kernel : network::Extent{1, 1};
        const integer::Converter whole{1, m_bits, integer::rowGroupChannels(*layer.format.converter, kernel)};
        const double step = std::ldexp(layer.input.step(), layer.format.droppedInputBits);
        const double n = integer::largestWeight(layer.format.weightBits);
        const ReadOut readOut(
            std::vector<ChannelReading>(layer.scales.size(), {layer.format.droppedInputBits, whole, 1}),
            layer.input.step(), x.device());
        const Tensor scales = torch::tensor(layer.scales, layer.weight.options());
        const Tensor codes = weightCodes(layer.weight, scales, layer.format.weightBits);
        const Tensor read = sampledInput(layer.op, x);
        for (const ReadOut::Operands &each :
             readOut.operands(convolution ? read : read.flatten(1), codes, convolution ? convolution->groups : 1))
            m_sums.push_back(byChannel(preActivation(layer.op, each.x, NodeTensors{.weight = each.weight})) / step);
        for (const double scale : layer.scales)
            m_sumValues.push_back(scale / n * step / m_output.step());
        if (layer.bias.defined())
            std::ranges::transform(valuesOf(layer.bias), m_biases.begin(),
                                   [&](double bias) { return bias / m_output.step(); });
        m_wanted = m_sums.front();
        for (std::size_t group = 1; group < m_sums.size(); ++group)
            m_wanted = m_wanted + m_sums[group];
        const auto column = [](const std::vector<double> &values) {
            return torch::tensor(values, torch::kFloat32).unsqueeze(1);
        };
        m_wanted = (m_wanted * column(m_sumValues) + column(m_biases)).clamp(m_output.least, m_output.most);
    }

    int best() const
    {
        int divisor = 1;
        double least = std::numeric_limits<double>::infinity();
        const int last = largest();
        for (int first = 1; first <= last; first += triedAtOnce) {
            const std::vector<double> errors = errorsFrom(first);
            for (int i = 0; i < std::min(triedAtOnce, last - first + 1); ++i)
                if (errors[static_cast<std::size_t>(i)] < least) {
                    least = errors[static_cast<std::size_t>(i)];
                    divisor = first + i;
                }
            if (divisor < first + triedAtOnce - 1)
                break;
        }
        return divisor;
    }

private:
    /// With a larger one a single code would stand for more than the largest multiplier of output steps, and the shift
    /// to the right would become one to the left.
    int largest() const
    {
        const double most = largestMultiplier / *std::ranges::max_element(m_sumValues);
        return static_cast<int>(std::clamp(std::floor(most), 1.0, static_cast<double>(mapping::largestDivisor)));
    }

    /// [C, at most mostRows], on the CPU.
    static Tensor byChannel(const Tensor &products)
    {
        const Tensor rows = products.transpose(0, 1).flatten(1);
        const std::int64_t apart = std::max<std::int64_t>(rows.size(1) / mostRows, 1);
        return rows.slice(1, 0, rows.size(1), apart).to(torch::kCPU).contiguous();
    }

    /// Of `triedAtOnce` divisors, over all channels.
    std::vector<double> errorsFrom(int first) const
    {
        const std::int64_t channels = m_wanted.size(0);
        std::vector<std::vector<double>> errors(static_cast<std::size_t>(channels));
        at::parallel_for(0, channels, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t channel = begin; channel < end; ++channel)
                for (int i = 0; i < triedAtOnce; ++i)
                    errors[static_cast<std::size_t>(channel)].push_back(squaredError(channelRead(channel, first + i)));
        });
        std::vector<double> total(triedAtOnce, 0);
        for (const std::vector<double> &own : errors)
            std::ranges::transform(total, own, total.begin(), std::plus{});
        return total;
    }

    ReadChannel channelRead(std::int64_t channel, int divisor) const
    {
        const auto c = static_cast<std::size_t>(channel);
        const double end = std::ldexp(1.0, m_bits - 1);
        const double middle = static_cast<double>(m_sums.size()) * (divisor - 1) / 2;
        ReadChannel made{.sums = {},
                         .wanted = m_wanted.data_ptr<float>() + channel * m_wanted.size(1),
                         .rows = m_wanted.size(1),
                         .inverse = static_cast<float>(1.0 / divisor),
                         .offset = static_cast<float>(0.5 / divisor),
                         .leastCode = static_cast<float>(-end),
                         .mostCode = static_cast<float>(end - 1),
                         .value = static_cast<float>(m_sumValues[c] * divisor),
                         .bias = static_cast<float>(m_biases[c] + m_sumValues[c] * middle),
                         .least = static_cast<float>(m_output.least),
                         .most = static_cast<float>(m_output.most)};
        for (const Tensor &group : m_sums)
            made.sums.push_back(group.data_ptr<float>() + channel * group.size(1));
        return made;
    }

    int m_bits;
    CodeRange m_output;
    std::vector<Tensor> m_sums;      ///< By row group, whole numbers.
    std::vector<double> m_sumValues; ///< [C], of the sum 1, in steps of the output.
    std::vector<double> m_biases;    ///< [C], in steps of the output.
    Tensor m_wanted;
};

/// Finds the divisors of layers while the float network computes.
class DivisorObserver : public LayerObserver {
public:
    DivisorObserver(mapping::Quantisation &quantisation, const network::Network &network, const NetworkTensors &tensors,
                    const mapping::CostTable &table)
        : m_quantisation(quantisation), m_network(network), m_tensors(tensors), m_table(table),
          m_scales(integer::scalesByNode(network, quantisation))
    {
    }

    Tensor computed(int node, const Tensor &x, Tensor y) override
    {
        const NodeTensors &own = m_tensors[static_cast<std::size_t>(node)];
        const network::Node &layer = m_network.node(node);
        const CodeRange input = rangeOf(layer.inputs.front());
        for (mapping::WeightScales &each : m_quantisation.weights) {
            const platform::NumericFormat &format = m_table.platform.units[static_cast<std::size_t>(each.unit)].format;
            if (each.layer == layer.name && format.converter)
                each.divisor =
                    fittedDivisor({layer.op, format, input, rangeOf(node), own.weight.detach(), each.scales, own.bias},
                                  quantiseInPlace(x.clone(), input));
        }
        return y;
    }

private:
    CodeRange rangeOf(int node) const { return integer::codeRange(m_scales[static_cast<std::size_t>(node)]); }

    mapping::Quantisation &m_quantisation;
    const network::Network &m_network;
    const NetworkTensors &m_tensors;
    const mapping::CostTable &m_table;
    const std::vector<mapping::ActivationScale> m_scales;
};

} // namespace

int fittedDivisor(const ConvertedLayer &layer, const Tensor &x)
{
    torch::NoGradGuard frozen;
    return DivisorFit(layer, x).best();
}

void setDivisors(mapping::Quantisation &quantisation, const network::Network &network, const NetworkTensors &tensors,
                 const mapping::CostTable &table, const Tensor &images)
{
    if (std::ranges::none_of(table.platform.units,
                             [](const platform::ComputeUnit &unit) { return unit.format.converter.has_value(); }))
        return;
    torch::NoGradGuard frozen;
    FloatWeights weights(tensors);
    FloatActivations activations;
    DivisorObserver observer(quantisation, network, tensors, table);
    execute(network, weights, activations, images, Mode::Inference, &observer);
}

} // namespace odimo::learn
