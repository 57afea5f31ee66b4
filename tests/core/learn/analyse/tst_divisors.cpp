// SPDX-License-Identifier: Apache-2.0
// The divisors of converters: against the squared errors computed one value at a time.

#include "core/integer/converter.h"
#include "core/learn/analyse/divisors.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <cmath>
#include <limits>

namespace odimo::learn {

using torch::Tensor;

namespace {

const integer::CodeRange inputs{-7, 0, 127};

/// A fully connected layer on 6-bit converters of so many rows.
struct Layer {
    platform::NumericFormat format;
    network::Operator op = network::FullyConnected{};
    Tensor codes;
    std::vector<double> scales;
    Tensor bias;
    integer::CodeRange output{-4, 0, 127};

    Layer(int channels, int inputCount, int rows)
        : codes(torch::randint(-1, 2, {channels, inputCount}, onDevice().dtype(torch::kFloat32))),
          bias(torch::randn({channels}, onDevice()))
    {
        format.weightBits = 2;
        format.weightScale = platform::WeightScale::RealPerChannel;
        format.converter = platform::Converter{6, rows};
        for (int c = 0; c < channels; ++c)
            scales.push_back(0.1 + 0.2 * c);
    }

    int fitted(const Tensor &x) const
    {
        const Tensor weight = codes * torch::tensor(scales, codes.options()).unsqueeze(1);
        return fittedDivisor({op, format, inputs, output, weight, scales, bias}, x);
    }
};

/// Codes of up to `most`, as values.
Tensor drawnInputs(std::int64_t rows, std::int64_t count, int most)
{
    return torch::randint(0, most + 1, {rows, count}, onDevice().dtype(torch::kFloat32)) * inputs.step();
}

/// The squared error over all outputs, in double precision.
double errorOf(const Layer &layer, const Tensor &x, int divisor)
{
    const std::vector<double> values = valuesOf(x / inputs.step()), codes = valuesOf(layer.codes);
    const std::vector<double> biases = valuesOf(layer.bias);
    const auto inputCount = static_cast<std::size_t>(x.size(1));
    const integer::Converter converter{divisor, layer.format.converter->bits, layer.format.converter->rows};
    const double groups = integer::rowGroups(converter, static_cast<int>(inputCount));
    double error = 0;
    for (std::size_t row = 0; row < values.size() / inputCount; ++row)
        for (std::size_t c = 0; c < layer.scales.size(); ++c) {
            std::int32_t exact = 0, code = 0, group = 0;
            for (std::size_t i = 0; i < inputCount; ++i) {
                const auto product =
                    static_cast<std::int32_t>(values[row * inputCount + i] * codes[c * inputCount + i]);
                exact += product;
                group += product;
                if ((i + 1) % static_cast<std::size_t>(converter.groupChannels) == 0 || i + 1 == inputCount) {
                    code += integer::converted(group, converter);
                    group = 0;
                }
            }
            const auto output = [&](double sum) {
                const double value = layer.scales[c] * inputs.step() * sum + biases[c];
                return std::clamp(value / layer.output.step(), double(layer.output.least), double(layer.output.most));
            };
            error += std::pow(output(code * divisor + groups * (divisor - 1) / 2) - output(exact), 2);
        }
    return error;
}

} // namespace

class TestDivisors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheLeastErrorOfAll_data()
    {
        QTest::addColumn<int>("inputCount");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("most");
        QTest::newRow("small sums") << 9 << 1152 << 5;
        QTest::newRow("one row group") << 90 << 1152 << 127;
        QTest::newRow("row groups, the last smaller") << 90 << 40 << 127;
    }

    void hasTheLeastErrorOfAll()
    {
        torch::manual_seed(7);
        QFETCH(int, inputCount);
        QFETCH(int, rows);
        QFETCH(int, most);
        const Layer layer(4, inputCount, rows);
        const Tensor x = drawnInputs(300, inputCount, most);
        const int found = layer.fitted(x);
        double least = std::numeric_limits<double>::infinity();
        for (int divisor = 1; divisor <= 64; ++divisor)
            least = std::min(least, errorOf(layer, x, divisor));
        // Errors in single precision may be equal to what is just above the least.
        QVERIFY2(errorOf(layer, x, found) <= least * (1 + 1e-4) + 1e-9, std::to_string(found).c_str());
    }

    void goesBeyond64WhereSumsAreLarge()
    {
        torch::manual_seed(7);
        Layer layer(3, 1152, 1152);
        layer.output = {2, 0, 127};
        const Tensor x = drawnInputs(100, 1152, 127);
        const int found = layer.fitted(x);
        QVERIFY2(found > 64, std::to_string(found).c_str());
        for (const int other : {64, found - 1, found + 1})
            QVERIFY(errorOf(layer, x, found) <= errorOf(layer, x, other) * (1 + 1e-4));
    }

    /// Below 0 of a ReLU every sum is alike; of a signed output it is not.
    void sumsThatTheOutputCutsOffDoNotCount()
    {
        torch::manual_seed(7);
        Layer layer(1, 64, 1152);
        layer.bias.zero_();
        const Tensor usual = drawnInputs(200, 64, 40);
        const Tensor farBelow = ((layer.codes < 0) * (127 * inputs.step())).expand({200, 64});
        const Tensor both = torch::cat({usual, farBelow});
        const int fitted = layer.fitted(usual);
        QCOMPARE(layer.fitted(both), fitted);
        layer.output.least = -128;
        QVERIFY(layer.fitted(both) > fitted);
    }

    /// Multipliers end at 127, for a shift to the right.
    void aCodeIsNoMoreThan127OutputSteps()
    {
        torch::manual_seed(7);
        Layer layer(2, 256, 1152);
        layer.scales = {0.5, 4};
        layer.output.exponent = -5; // A sum of 1 is one step in channel 1, and hundreds saturate.
        const int found = layer.fitted(drawnInputs(50, 256, 127));
        QVERIFY2(found * layer.scales[1] * inputs.step() <= 127 * layer.output.step(), std::to_string(found).c_str());
    }

    void calibrationGivesOneToEveryLayerOnConverters()
    {
        const SmallProblem ideal, problem(platform::loadPlatform("diana"));
        for (const mapping::WeightScales &each : ideal.trained.quantisation->weights)
            QVERIFY(!each.divisor);
        for (const mapping::WeightScales &each : problem.trained.quantisation->weights)
            QCOMPARE(each.divisor.has_value(),
                     problem.platform.units[static_cast<std::size_t>(each.unit)].format.converter.has_value());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestDivisors)
#include "tst_divisors.moc"
