// SPDX-License-Identifier: Apache-2.0
// Columns read through converters: the pass over memory against the integers, and its gradients.

#include "core/integer/converter.h"
#include "core/learn/model/read_out.h"
#include "tests/core/learn/test_device.h"

#include <QTest>

#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double step = 1.0 / 64; // Of the sums.

/// Three channels: exact, and of two converters.
std::vector<ChannelReading> threeChannels()
{
    return {{}, {0, integer::Converter{7, 6, 2}, 0.75}, {0, integer::Converter{3, 4, 2}, 0.125}};
}

ReadOut threeReadings() { return ReadOut(threeChannels(), step, testDevice()); }

/// Whole sums of every size, [N, 3, 5, 7] with channels innermost or not.
Tensor wholeSums(torch::MemoryFormat order)
{
    torch::manual_seed(3);
    const Tensor whole = torch::randint(-300, 300, {9, 3, 5, 7}, onDevice().dtype(torch::kFloat32));
    return (whole * step).contiguous(order);
}

/// One value at a time, in integers.
double valueOf(double sum, const ChannelReading &channel)
{
    if (!channel.converter)
        return sum;
    const auto whole = static_cast<std::int32_t>(std::lround(sum / step));
    return integer::converted(whole, *channel.converter) * channel.codeValue * step;
}

bool passes(double sum, const ChannelReading &channel)
{
    if (!channel.converter)
        return true;
    const std::int32_t code =
        integer::converted(static_cast<std::int32_t>(std::lround(sum / step)), *channel.converter);
    const std::int32_t end = 1 << (channel.converter->bits - 1);
    return code > -end && code < end - 1;
}

/// function(value, channel) of each.
template <typename Function>
Tensor mapped(const Tensor &sums, const Function &function)
{
    const Tensor made = sums.detach().cpu().contiguous().clone();
    float *values = made.data_ptr<float>();
    const std::int64_t positions = made.numel() / made.size(0) / made.size(1);
    for (std::int64_t i = 0; i < made.numel(); ++i)
        values[i] = static_cast<float>(
            function(values[i], threeChannels()[static_cast<std::size_t>(i / positions % made.size(1))]));
    return made.to(sums.device());
}

constexpr torch::MemoryFormat orders[] = {torch::MemoryFormat::ChannelsLast, torch::MemoryFormat::Contiguous};

} // namespace

class TestReadOut : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void valuesAreThoseOfTheIntegers()
    {
        torch::NoGradGuard frozen;
        for (const torch::MemoryFormat order : orders) {
            const Tensor sums = wholeSums(order);
            const Tensor expected = mapped(sums, valueOf);
            QVERIFY(torch::equal(threeReadings().read({sums.clone()}), expected));
            QVERIFY(torch::equal(threeReadings().read({sums.to(torch::kFloat64)}).to(torch::kFloat32), expected));
        }
    }

    void everySumFallsOnItsOwnCode()
    {
        torch::NoGradGuard frozen;
        for (const int divisor : {1, 3, 7, 49, 64, 127, 1000, 8192}) {
            const integer::Converter converter{divisor, 6, 1};
            const ReadOut readOut({{0, converter, 1}}, step, testDevice());
            const Tensor whole = torch::arange(-146304, 146305, onDevice().dtype(torch::kFloat32)).view({-1, 1});
            const Tensor codes = (readOut.read({whole * step}) / step).cpu().contiguous();
            int wrong = 0;
            for (std::int64_t i = 0; i < codes.numel(); ++i)
                wrong += codes.data_ptr<float>()[i] !=
                         static_cast<float>(integer::converted(static_cast<std::int32_t>(i - 146304), converter));
            QCOMPARE(wrong, 0);
        }
    }

    void gradientPassesUnlessTheCodeSaturates()
    {
        for (const torch::MemoryFormat order : orders) {
            const Tensor sums = wholeSums(order).requires_grad_(true);
            const Tensor values = threeReadings().read({sums * 1});
            const Tensor upstream = torch::randn_like(values);
            values.backward(upstream);
            const Tensor slopes = mapped(sums, [](double sum, const ChannelReading &channel) {
                return passes(sum, channel) ? (channel.converter ? channel.codeValue / channel.converter->divisor : 1)
                                            : 0;
            });
            QVERIFY(torch::allclose(sums.grad(), upstream * slopes, 1e-6, 0)); // One product in single precision.
        }
    }

    /// Also a gradient that somebody else holds, which may not be overwritten.
    void keepsGradientsOfOthers()
    {
        const Tensor sums = wholeSums(torch::MemoryFormat::ChannelsLast).requires_grad_(true);
        const Tensor upstream = torch::ones_like(sums);
        threeReadings().read({sums * 1}).backward(upstream);
        QVERIFY(torch::equal(upstream, torch::ones_like(sums)));
    }

    /// Exact channels are computed in the row groups of the others; those that drop bits apart from those that do not.
    void operandsCoverEveryInputOnce()
    {
        const std::vector<ChannelReading> channels{
            {}, {0, integer::Converter{7, 6, 2}, 1}, {1, {}, 1}, {1, integer::Converter{7, 6, 3}, 1}};
        const ReadOut readOut(channels, step, testDevice());
        torch::manual_seed(4);
        const Tensor x = torch::randint(-8, 8, {2, 5}, onDevice().dtype(torch::kFloat32)) * step;
        const Tensor weight = torch::randint(-1, 2, {4, 5}, onDevice().dtype(torch::kFloat32));
        Tensor sums = torch::zeros({2, 4}, onDevice());
        const std::vector<ReadOut::Operands> operands = readOut.operands(x, weight, 1);
        QCOMPARE(operands.size(), std::size_t{3 + 2});
        for (const ReadOut::Operands &each : operands)
            sums = sums + torch::linear(each.x, each.weight);
        const Tensor dropped = (x / (2 * step)).floor() * (2 * step);
        QVERIFY(torch::equal(sums.slice(1, 0, 2), torch::linear(x, weight.slice(0, 0, 2))));
        QVERIFY(torch::equal(sums.slice(1, 2, 4), torch::linear(dropped, weight.slice(0, 2, 4))));
    }

    void groupsOfAConvolutionAreCutAlike()
    {
        const ReadOut readOut({{0, integer::Converter{1, 16, 1}, 1}, {0, integer::Converter{1, 16, 1}, 1}}, step,
                              testDevice());
        torch::manual_seed(5);
        const Tensor x = torch::randint(0, 128, {2, 6, 4, 4}, onDevice().dtype(torch::kFloat32)) * step;
        const Tensor weight = torch::randint(-1, 2, {2, 3, 3, 3}, onDevice().dtype(torch::kFloat32));
        std::vector<Tensor> products;
        for (const ReadOut::Operands &each : readOut.operands(x, weight, 2))
            products.push_back(torch::conv2d(each.x, each.weight, {}, 1, 1, 1, 2));
        QCOMPARE(products.size(), std::size_t{3});
        QVERIFY(torch::equal(readOut.read(products), torch::conv2d(x, weight, {}, 1, 1, 1, 2)));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestReadOut)
#include "tst_read_out.moc"
