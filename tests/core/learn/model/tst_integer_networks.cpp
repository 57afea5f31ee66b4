// SPDX-License-Identifier: Apache-2.0
// Whole mapped networks: what training and measuring compute is, bit for bit, what integers compute. Each has weights
// of one seed, or of as many as ODIMO_NETWORK_SEEDS says.

#include "tests/core/base/asked_number.h"
#include "tests/core/integer/drawn_network.h"
#include "tests/core/integer/integer_network.h"
#include "tests/core/learn/test_device.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/integer/mapped_network.h"
#include "core/learn/analyse/calibration.h"
#include "core/learn/analyse/recalibration.h"
#include "core/learn/analyse/saturation.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/training.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"

#include <QTest>

#include <set>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// He weights, and normalisations as a training may leave them for these images.
network::Model randomModel(const network::Network &network, std::uint64_t seed, const Tensor &images)
{
    network::Model model{network, network::initialise(network, seed)};
    Random random(seed);
    for (const network::Node &node : network.nodes())
        if (std::holds_alternative<network::BatchNormalization>(node.op))
            for (std::size_t c = 0; c < static_cast<std::size_t>(node.output.channels); ++c) {
                model.parameters.at(node.name + ".weight").values[c] = static_cast<float>(0.2 + random.uniform());
                model.parameters.at(node.name + ".bias").values[c] = static_cast<float>(random.normal() * 0.5);
            }
    torch::NoGradGuard frozen;
    FloatModel normalised(model, testDevice());
    for (int pass = 0; pass < 30; ++pass)
        normalised.logits(images, Mode::Training);
    return network::simplify(normalised.model());
}

Tensor randomImages(const network::Shape &shape, std::uint64_t seed)
{
    torch::manual_seed(seed);
    const std::int64_t count = 8;
    const Tensor pixels = torch::randint(256, {count, shape.height, shape.width, shape.channels});
    // Of different brightness: means over nothing but noise would all be the same.
    const Tensor brightness = torch::arange(1, count + 1).div(count).reshape({-1, 1, 1, 1});
    return (pixels * brightness).round().div(255).permute({0, 3, 1, 2}).to(testDevice());
}

network::Network reading(network::InputValues values, network::Network network)
{
    network.setInputValues(values);
    return network;
}

/// What data of that kind makes of random images: as they are, large features, or features about 0.
Tensor valuesOf(network::InputValues values, const Tensor &images)
{
    switch (values) {
    case network::InputValues::Pixels:
        return images;
    case network::InputValues::NonNegative:
        return images * 0.013;
    case network::InputValues::Signed:
        return (images - 0.4) * 37;
    }
    return {};
}

/// Every kind of pool, over unsigned values behind a ReLU and over signed ones.
network::Network pooling()
{
    network::Network network("pooling", {3, 13, 12});
    const auto convolution = [&](const std::string &name, int from, std::optional<network::Relu> relu) {
        return network.add(
            name,
            network::Convolution{
                .outChannels = 16, .kernel = {3, 3}, .padding = {1, 1, 1, 1}, .bias = true, .relu = relu},
            {from});
    };
    const auto pools = [&](const std::string &name, int from) {
        const network::Extent kernel{3, 3}, stride{2, 2};
        const std::vector<network::Operator> each = {
            network::MaxPool{kernel, stride, {0, 1, 2, 1}},
            network::AveragePool{kernel, stride, {0, 1, 2, 1}, {0, 1, 2, 1}},
            network::AveragePool{kernel, stride, {0, 1, 2, 1}, {0, 1, 1, 0}},
            network::AveragePool{kernel, stride, {0, 1, 2, 1}},
            network::AveragePool{kernel, stride, {1, 1, 1, 1}, {1, 1, 1, 1}},
        };
        std::vector<int> joined;
        for (const network::Operator &op : each) {
            const network::Shape made =
                network.node(network.add(name + std::to_string(joined.size()), op, {from})).output;
            if (!joined.empty() && made != network.node(joined.front()).output)
                throw Error("the pools of the test are of different size");
            joined.push_back(network.output());
        }
        return network.add(name + "joined", network::Concatenation{}, joined);
    };
    int last = pools("unsigned", convolution("first", 0, network::Relu{}));
    last = pools("signed", convolution("second", last, std::nullopt));
    last = convolution("third", last, network::Relu{});
    const network::Shape image = network.node(last).output;
    last = network.add("most", network::MaxPool{.kernel = {image.height, image.width}}, {last});
    network.add("fc", network::FullyConnected{.outFeatures = 10}, {last});
    return network;
}

struct Sample {
    network::Network network;
    Tensor images;
    platform::Platform platform = platform::loadPlatform("diana");
    mapping::TrainedNetwork trained;
    mapping::CostTable table;

    Sample(const std::string &name, std::uint64_t seed, network::InputValues values = network::InputValues::Pixels)
        : network(reading(values, name == "pooling" ? pooling() : network::zooNetwork(name, {}))),
          images(valuesOf(values, randomImages(network.inputShape(), seed))), trained{randomModel(network, seed,
                                                                                                  images),
                                                                                      std::nullopt, std::nullopt},
          table(mapping::makeCostTable(trained.model.network, platform))
    {
        const NetworkTensors tensors = toTorch(trained.model.network, trained.model.parameters, testDevice());
        trained.quantisation = calibrate(trained.model.network, tensors, table, {images});
    }
};

/// Compares the logits of three images; the number of different codes among them, or 0 if any differs from ours.
std::size_t compare(const mapping::TrainedNetwork &trained, const mapping::CostTable &table, const Tensor &images)
{
    torch::NoGradGuard frozen;
    QuantisedModel model(trained, table, ScaleTraining::Frozen, testDevice());
    const mapping::TrainedNetwork stored = model.trained();
    const samples::IntegerNetwork integers(stored, table);
    const Tensor logits = model.logits(images, Mode::Inference);
    const std::vector<std::int64_t> compared{0, images.size(0) / 2, images.size(0) - 1};
    const double step = std::ldexp(1.0, integers.exponentOf(trained.model.network.output()));
    std::set<std::int64_t> different;
    for (const std::int64_t image : compared) {
        const Tensor own = images[image].cpu().contiguous();
        const std::vector<std::int64_t> expected =
            integers.logits({own.data_ptr<float>(), own.data_ptr<float>() + own.numel()});
        different.insert(expected.begin(), expected.end());
        for (std::size_t i = 0; i < expected.size(); ++i)
            if (logits[image][static_cast<std::int64_t>(i)].item<double>() / step != static_cast<double>(expected[i]))
                return 0;
    }
    return different.size();
}

} // namespace

class TestIntegerNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fakeQuantisedNetworksEqualIntegers_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("values");
        for (const std::string network : {"resnet8:width=8,stem=2", "ds_cnn"})
            for (const auto &[name, values] : {std::pair("features", network::InputValues::NonNegative),
                                               std::pair("signed features", network::InputValues::Signed)})
                QTest::newRow((network + " on " + name).c_str())
                    << QString::fromStdString(network) << 4 << static_cast<int>(values);
        const std::string networks[] = {"resnet20", "resnet8:width=8,stem=2", "ds_cnn", "mobilenet_v1_025", "pooling"};
        for (const std::string &network : networks)
            for (int seed = 1; seed <= askedNumber("ODIMO_NETWORK_SEEDS", 1); ++seed)
                QTest::newRow((network + " seed " + std::to_string(seed)).c_str())
                    << QString::fromStdString(network) << seed << 0;
    }

    void fakeQuantisedNetworksEqualIntegers()
    {
        QFETCH(QString, network);
        QFETCH(int, seed);
        QFETCH(int, values);
        const auto inputValues = static_cast<network::InputValues>(values);
        Sample sample(network.toStdString(), static_cast<std::uint64_t>(seed), inputValues);
        // The codes of the input are used well, whatever its values are.
        const mapping::ActivationScale &input = sample.trained.quantisation->activations.front();
        QCOMPARE(input.node, std::string("input"));
        QCOMPARE(input.isSigned, inputValues == network::InputValues::Signed);
        const double codes = sample.images.abs().max().item<double>() / std::ldexp(1.0, input.exponent);
        QVERIFY2(codes > 50 && codes < 300, std::to_string(codes).c_str());
        Random random(static_cast<std::uint64_t>(seed) + 100);
        mapping::TrainedNetwork trained = sample.trained;
        trained.mapping = mapping::referenceMapping(sample.table);
        const PreActivationStatistics reference = preActivationStatistics(trained, sample.table, sample.images);
        trained.mapping = samples::randomMapping(sample.table, random); // Without exponents, as before there were any.
        QVERIFY(compare(trained, sample.table, sample.images) > 1);
        trained = integer::mapped(sample.trained, *trained.mapping, sample.platform);
        QVERIFY(compare(trained, sample.table, sample.images) > 1);
        const mapping::TrainedNetwork fitted = recalibrated(trained, reference, sample.table, sample.images);
        QVERIFY(compare(fitted, sample.table, sample.images) > 1);
    }

    /// Biases that the layers' exponents cannot help: they saturate in both, and are counted.
    void saturatedBiasesAreEqualAndCounted()
    {
        Sample sample("resnet8:width=8", 5);
        mapping::TrainedNetwork trained =
            integer::mapped(sample.trained, mapping::uniformMapping(sample.table, 1), sample.platform);
        const std::string layer = sample.table.layers[1].layer.geometry.name;
        std::vector<float> &biases = trained.model.parameters.at(layer + ".bias").values;
        const auto findings = [&] {
            return saturationFindings(QuantisedModel(trained, sample.table, ScaleTraining::Frozen, testDevice()),
                                      sample.table);
        };
        QCOMPARE(findings().size(), std::size_t{0});
        biases[0] = 4000;
        biases[5] = -4000;
        QVERIFY(compare(trained, sample.table, sample.images) > 1);
        QCOMPARE(findings().size(), std::size_t{1});
        const std::string text = findings().front();
        int channels = 0;
        for (const mapping::LayerMapping &each : trained.mapping->layers)
            channels += mapping::channelsPerUnit(each, 2)[1];
        QVERIFY2(text.starts_with("2 of " + std::to_string(channels) + " biases on the unit analog"), text.c_str());
        QVERIFY2(text.find("(" + std::string(layer) + " 2 of 8)") != std::string::npos, text.c_str());
    }

    /// Training moves biases, but not the grid they lie on: what is stored computes what was measured.
    void trainedNetworksEqualIntegers_data()
    {
        QTest::addColumn<QString>("network");
        QTest::newRow("resnet8") << "resnet8:width=8";
        QTest::newRow("pooling") << "pooling";
    }
    void trainedNetworksEqualIntegers()
    {
        QFETCH(QString, network);
        Sample sample(network.toStdString(), 6);
        Random random(7);
        const mapping::TrainedNetwork trained =
            integer::mapped(sample.trained, samples::randomMapping(sample.table, random), sample.platform);
        QuantisedModel model(trained, sample.table, ScaleTraining::Frozen, testDevice());
        protocol::Schedule schedule;
        schedule.learningRate = 0.02;
        Optimisers optimisers = optimisersFor(model, schedule);
        const Tensor labels = torch::arange(sample.images.size(0), onDevice());
        for (int step = 0; step < 10; ++step) {
            const Tensor loss = trainingStep(model, optimisers, sample.images, labels, 0, 1, Mode::Training);
            QVERIFY(std::isfinite(loss.item<double>()));
        }
        const mapping::TrainedNetwork stored = model.trained();
        QVERIFY(compare(stored, sample.table, sample.images) > 1);
        torch::NoGradGuard frozen;
        const Tensor logits = model.logits(sample.images, Mode::Inference);
        QuantisedModel again(stored, sample.table, ScaleTraining::Frozen, testDevice());
        QVERIFY(torch::equal(again.logits(sample.images, Mode::Inference), logits));
        QVERIFY(again.trained().quantisation == stored.quantisation);
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestIntegerNetworks)
#include "tst_integer_networks.moc"
