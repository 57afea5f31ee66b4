// SPDX-License-Identifier: Apache-2.0
// The fake-quantised forward pass of drawn networks against core/integer: every tensor, bit for bit. They are 30 for
// each kind of array, or as many as ODIMO_DRAWN_AGREEMENTS says.

#include "core/integer/activation_scales.h"
#include "core/integer/executor.h"
#include "core/integer/integerise.h"
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/code_activations.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/quantise/activation_quantiser.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/integer/drawn_quantisation.h"
#include "tests/core/learn/test_device.h"

#include <QTest>

#include <cmath>
#include <map>
#include <numeric>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// Shows what each quantiser puts out. A layer that leaves its quantisation to an addition is rounded here as well.
class RecordedActivations : public Activations {
public:
    RecordedActivations(const network::Network &network, const mapping::Quantisation &quantisation)
        : m_inner(network, quantisation)
    {
        for (const mapping::ActivationScale &scale : integer::scalesByNode(network, quantisation))
            m_ranges.push_back(integer::codeRange(scale));
    }
    bool addsBiases() const override { return m_inner.addsBiases(); }
    Values finish(int node, Tensor x, const Tensor &bias, const Rectifier &relu) override
    {
        const CodeRange &range = m_ranges[static_cast<std::size_t>(node)];
        record(node, quantiseInPlace(x.clone(), bias, range, 1).front());
        const Values values = m_inner.finish(node, std::move(x), bias, relu);
        return values;
    }
    Values add(int node, const Tensor &a, const Tensor &b, const Rectifier &relu) override
    {
        Values values = m_inner.add(node, a, b, relu);
        record(node, values.front());
        return values;
    }
    Tensor average(int source, Tensor mean) override { return m_inner.average(source, std::move(mean)); }

    /// By node: codes [N, C, H, W].
    std::map<int, Tensor> codes;

private:
    void record(int node, const Tensor &values)
    {
        codes[node] = (values / m_ranges[static_cast<std::size_t>(node)].step()).clone().contiguous().cpu();
    }
    CodeActivations m_inner;
    std::vector<CodeRange> m_ranges;
};

bool equal(const Tensor &fake, const std::vector<std::int16_t> &codes)
{
    const Tensor flat = fake.to(torch::kFloat32).flatten();
    const float *values = flat.data_ptr<float>();
    return std::equal(codes.begin(), codes.end(), values, values + flat.numel());
}

struct Calibrated {
    platform::Platform platform;
    mapping::TrainedNetwork trained;
    mapping::CostTable table;
    std::vector<float> image;
    Tensor images;

    /// Divisors are drawn, so that many codes saturate and some are coarse.
    Calibrated(network::Model model, std::vector<float> values, samples::DrawnArray array, std::uint64_t seed)
        : platform(samples::drawnPlatform(array)), trained{std::move(model), std::nullopt, std::nullopt},
          table(mapping::makeCostTable(trained.model.network, platform)), image(std::move(values))
    {
        const network::Shape shape = trained.model.network.inputShape();
        images =
            torch::from_blob(image.data(), {1, shape.channels, shape.height, shape.width}).clone().to(testDevice());
        const NetworkTensors tensors = toTorch(trained.model.network, trained.model.parameters, testDevice());
        trained.quantisation = calibrate(trained.model.network, tensors, table, {images});
        Random random(deriveSeed(seed, 5));
        for (mapping::WeightScales &each : trained.quantisation->weights)
            if (platform.units[static_cast<std::size_t>(each.unit)].format.converter)
                each.divisor = 1 + random.below(24);
    }
};

/// Empty if the network computes what its integers do, on every tensor and as it is measured.
std::string differenceOf(const Calibrated &drawn, const mapping::Mapping &mapping)
{
    torch::NoGradGuard frozen;
    const network::Network &network = drawn.trained.model.network;
    const mapping::TrainedNetwork mapped = integer::mapped(drawn.trained, mapping, drawn.platform);
    const integer::QuantisedNetwork quantised = integer::integerise(drawn.trained, mapping, drawn.platform);
    const std::vector<integer::CodeTensor> expected =
        integer::execute(quantised, integer::inputCodes(quantised, drawn.image));

    QuantisedModel model(mapped, drawn.table, ScaleTraining::Frozen, testDevice());
    const NetworkTensors tensors = toTorch(network, mapped.model.parameters, testDevice());
    BranchWeights weights(tensors, model.weights().layers(), BiasRule::IntegerGrid);
    RecordedActivations recorded(network, *mapped.quantisation);
    execute(network, weights, recorded, drawn.images, Mode::Inference);
    for (const auto &[node, codes] : recorded.codes)
        if (!equal(codes, expected[static_cast<std::size_t>(node)].codes))
            return network.name() + ": " + network::operatorName(network.node(node).op) + " " + network.node(node).name;
    const double step = quantised.ranges.back().step();
    return equal((model.logits(drawn.images, Mode::Inference) / step).cpu(), expected.back().codes)
               ? std::string()
               : network.name() + ": the logits";
}

/// 3072 products of codes up to 127 each: sums pass 2^24, where single precision skips integers.
network::Model wideModel(std::uint64_t seed)
{
    network::Network network("wide", {3, 32, 32});
    const int flat = network.add("flat", network::Flatten{}, {0});
    network.add("fc", network::FullyConnected{.outFeatures = 40}, {flat});
    network::Parameters parameters = network::initialise(network, seed);
    Random random(seed);
    for (float &value : parameters.at("fc.weight").values)
        value = static_cast<float>(0.4 + 0.1 * random.uniform());
    return {std::move(network), std::move(parameters)};
}

} // namespace

class TestIntegerAgreement : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTensorOfDrawnNetworksIsThatOfTheIntegers_data()
    {
        QTest::addColumn<samples::DrawnArray>("array");
        QTest::newRow("ideal") << samples::DrawnArray::Ideal;
        QTest::newRow("converters") << samples::DrawnArray::Adc;
        QTest::newRow("converters, signed inputs") << samples::DrawnArray::AdcOfSignedInputs;
    }

    void everyTensorOfDrawnNetworksIsThatOfTheIntegers()
    {
        QFETCH(samples::DrawnArray, array);
        const int networks = askedNumber("ODIMO_DRAWN_AGREEMENTS", 30);
        for (std::uint64_t seed = 0; seed < static_cast<std::uint64_t>(networks); ++seed) {
            network::Model model = samples::drawnModel(seed);
            std::vector<float> image = samples::drawnImage(model.network, seed);
            const Calibrated drawn(std::move(model), std::move(image), array, seed);
            const std::string difference = differenceOf(drawn, samples::drawnMapping(drawn.table, seed));
            QVERIFY2(difference.empty(), difference.c_str());
        }
    }

    /// Each sum with its bias is the least that gives its code: one less would give another.
    void sumsBeyondSinglePrecisionAreExact()
    {
        network::Model model = wideModel(1);
        std::vector<float> image = samples::drawnImage(model.network, 1);
        for (float &value : image)
            value = 1 - value / 8;
        Calibrated wide(std::move(model), std::move(image), samples::DrawnArray::Ideal, 1);
        const mapping::Mapping digital = mapping::uniformMapping(wide.table, 0);
        const int fc = wide.trained.model.network.output();
        const integer::QuantisedNetwork before = integer::integerise(wide.trained, digital, wide.platform);
        const integer::QuantisedLayer &layer = before.layers[static_cast<std::size_t>(fc)];
        const integer::CodeTensor input = integer::inputCodes(before, wide.image);
        std::vector<float> &biases = wide.trained.model.parameters.at("fc.bias").values;
        for (std::size_t c = 0; c < biases.size(); ++c) {
            const std::int64_t sum = std::inner_product(
                input.codes.begin(), input.codes.end(),
                layer.weights.begin() + static_cast<std::ptrdiff_t>(c * input.codes.size()), std::int64_t{0});
            QVERIFY(sum > 1 << 24);
            const int shift = layer.channels[c].shift;
            const std::int64_t code = sum >> shift;
            QVERIFY(code > 0 && code < 127);
            const std::int64_t steps = (code << shift) - integer::halfStep(shift) - sum;
            biases[c] = static_cast<float>(
                std::ldexp(static_cast<double>(steps), before.ranges.back().exponent - layer.channels[c].shift));
        }
        const std::string difference = differenceOf(wide, digital);
        QVERIFY2(difference.empty(), difference.c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestIntegerAgreement)
#include "tst_integer_agreement.moc"
