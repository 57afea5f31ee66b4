// SPDX-License-Identifier: Apache-2.0
// What networks from elsewhere have and those of the zoo do not: ceilings, concatenations, ranges.
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/code_activations.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/learn/test_device.h"
#include "tests/core/network/reference_forward.h"

#include <QTest>

using namespace odimo;
using namespace odimo::learn;
using namespace odimo::network;

namespace {

/// In simplified form: two branches of different sign and size that are added and joined.
Network branching(Relu stemRelu = {0.75})
{
    Network network("branching", {2, 6, 6});
    const auto convolution = [&](const char *name, int from, std::optional<Relu> relu) {
        return network.add(
            name, Convolution{.outChannels = 4, .kernel = {3, 3}, .padding = {1, 1, 1, 1}, .bias = true, .relu = relu},
            {from});
    };
    const int stem = convolution("stem", 0, stemRelu);
    const int left = convolution("left", stem, std::nullopt);
    const int right = convolution("right", stem, Relu{});
    const int sum = network.add("sum", Addition{.relu = Relu{2 * stemRelu.ceiling}}, {left, right});
    const int joined = network.add("joined", Concatenation{}, {sum, stem, right});
    const int pooled = network.add("pool", GlobalAveragePool{}, {joined});
    network.add("fc", FullyConnected{.outFeatures = 3}, {pooled});
    return network;
}

struct Sample {
    Model model;
    mapping::CostTable table;
    std::vector<reference::Map> maps;
    torch::Tensor images;
};

Sample makeSample(Network network)
{
    Random random(5);
    Parameters parameters = reference::randomParameters(network, random);
    Sample sample{{network, std::move(parameters)},
                  mapping::makeCostTable(network, platform::loadPlatform("diana")),
                  {},
                  torch::empty({4, 2, 6, 6}, onDevice())};
    for (int image = 0; image < 4; ++image) {
        sample.maps.push_back(reference::randomImage(network.inputShape(), random));
        const std::vector<double> &values = sample.maps.back().values;
        sample.images[image].copy_(torch::tensor(values, torch::kFloat64).reshape({2, 6, 6}));
    }
    return sample;
}

mapping::Quantisation calibrated(const Sample &sample)
{
    const NetworkTensors tensors = toTorch(sample.model.network, sample.model.parameters, testDevice());
    return calibrate(sample.model.network, tensors, sample.table, {sample.images});
}

} // namespace

class TestImportedOperators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void floatLogitsFollowTheDefinitions()
    {
        const Sample sample = makeSample(branching());
        torch::NoGradGuard frozen;
        const torch::Tensor logits = FloatModel(sample.model, testDevice()).logits(sample.images, Mode::Inference);
        for (std::size_t image = 0; image < sample.maps.size(); ++image) {
            const std::vector<double> expected = reference::logits(sample.model, sample.maps[image]);
            for (std::size_t i = 0; i < expected.size(); ++i) {
                const double actual = logits[static_cast<int>(image)][static_cast<int>(i)].item<double>();
                // Sums of some hundred float32 products.
                QVERIFY2(std::abs(actual - expected[i]) < 1e-5, std::to_string(actual - expected[i]).c_str());
            }
        }
    }

    void joinedTensorsShareOneScale()
    {
        const Network network = branching();
        const std::vector<mapping::ActivationScale> scales =
            integer::scalesByNode(network, calibrated(makeSample(network)));
        const auto exponent = [&](const char *name) {
            return scales[static_cast<std::size_t>(network.find(name))].exponent;
        };
        QCOMPARE(exponent("stem"), exponent("sum"));
        QCOMPARE(exponent("right"), exponent("sum"));
        QCOMPARE(exponent("left"), exponent("right"));
        QCOMPARE(exponent("joined"), exponent("sum"));
        QVERIFY(scales[static_cast<std::size_t>(network.find("left"))].isSigned);
        QVERIFY(!scales[static_cast<std::size_t>(network.find("sum"))].isSigned);
    }

    void keepsTheRangeANetworkCameWith_data()
    {
        QTest::addColumn<double>("most");
        QTest::addColumn<int>("exponent");
        QTest::newRow("127 steps of 1/8") << 127.0 / 8 << -3;
        QTest::newRow("255 steps of 1/16") << 255.0 / 16 << -3;
        QTest::newRow("between") << 100.0 / 8 << -3;
        QTest::newRow("just above") << 130.0 / 8 << -2;
    }
    void keepsTheRangeANetworkCameWith()
    {
        QFETCH(double, most);
        QFETCH(int, exponent);
        Network network = branching();
        network.setRange(network.find("fc"), {-most / 2, most});
        const std::vector<mapping::ActivationScale> scales =
            integer::scalesByNode(network, calibrated(makeSample(network)));
        QCOMPARE(scales.back().exponent, exponent);
    }

    void quantisedNetworkStaysCloseToFloat()
    {
        const Sample sample = makeSample(branching(Relu{})); // Codes saturate elsewhere than ceilings do.
        torch::NoGradGuard frozen;
        const torch::Tensor real = FloatModel(sample.model, testDevice()).logits(sample.images, Mode::Inference);
        const mapping::TrainedNetwork digital{sample.model, mapping::uniformMapping(sample.table, 0),
                                              calibrated(sample)};
        const torch::Tensor quantised = QuantisedModel(digital, sample.table, ScaleTraining::Frozen, testDevice())
                                            .logits(sample.images, Mode::Inference);
        const double error = (quantised - real).square().mean().item<double>();
        const double power = (real - real.mean()).square().mean().item<double>();
        QVERIFY2(error < 0.01 * power, (std::to_string(error) + " of " + std::to_string(power)).c_str());
    }
};

QTEST_APPLESS_MAIN(TestImportedOperators)
#include "tst_imported_operators.moc"
