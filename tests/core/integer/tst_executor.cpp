// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/integer/executor.h"
#include "core/integer/integerise.h"
#include "tests/core/integer/drawn_quantisation.h"
#include "tests/core/integer/integer_network.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace odimo::integer {

namespace {

constexpr int drawnNetworks = 500;
constexpr int rowsOfDiana = 1152;

using samples::DrawnMapped;

/// One layer between an image and its mean.
network::Network aroundLayer(const network::Shape &image, const network::Convolution &layer)
{
    network::Network network("layer", image);
    network.add("layer", layer, {0});
    network.add("mean", network::GlobalAveragePool{}, {1});
    return network;
}

network::Convolution squareLayer(int channels, int kernel, int stride, std::optional<network::Relu> relu = {})
{
    const int pad = kernel / 2;
    return {.outChannels = channels,
            .kernel = {kernel, kernel},
            .stride = {stride, stride},
            .padding = {pad, pad, pad, pad},
            .bias = true,
            .relu = relu};
}

/// Large layers, and those whose sizes fit no block of a vectorised loop.
std::vector<std::pair<const char *, network::Network>> oddLayers()
{
    network::Convolution depthwise = squareLayer(37, 5, 2);
    depthwise.groups = 37;
    network::Convolution dilated = squareLayer(7, 3, 1);
    dilated.dilation = {2, 3};
    network::Network features("features", {700, 1, 1});
    features.add("layer", network::FullyConnected{.outFeatures = 19}, {0});
    return {{"odd sizes", aroundLayer({3, 7, 9}, squareLayer(5, 3, 1, network::Relu{}))},
            {"5x5", aroundLayer({4, 9, 6}, squareLayer(33, 5, 1))},
            {"7x7, stride 2 of odd maps", aroundLayer({3, 15, 13}, squareLayer(18, 7, 2, network::Relu{}))},
            {"1x1, stride 2 of odd maps", aroundLayer({35, 5, 7}, squareLayer(17, 1, 2))},
            {"more than 1152 rows", aroundLayer({131, 4, 3}, squareLayer(10, 3, 1, network::Relu{}))},
            {"more than 512 columns", aroundLayer({9, 3, 3}, squareLayer(530, 3, 1))},
            {"depthwise", aroundLayer({37, 7, 11}, depthwise)},
            {"dilated", aroundLayer({5, 9, 9}, dilated)},
            {"fully connected", features}};
}

std::vector<CodeTensor> codesOfImages(const QuantisedNetwork &quantised, int count)
{
    std::vector<CodeTensor> images;
    for (int image = 0; image < count; ++image)
        images.push_back(
            inputCodes(quantised, samples::drawnImage(quantised.network, 1000 + static_cast<std::uint64_t>(image))));
    return images;
}

/// Empty if every node puts out the codes of the plain reference.
std::string differenceOf(const DrawnMapped &drawn, std::uint64_t seed, std::set<std::string> &operators)
{
    const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
    const network::Network &network = quantised.network;
    const std::vector<float> image = samples::drawnImage(network, seed);
    const std::vector<CodeTensor> made = execute(quantised, inputCodes(quantised, image));
    const std::vector<samples::Codes> expected = samples::IntegerNetwork(drawn.trained, drawn.table).tensors(image);
    for (int node = 0; node <= network.output(); ++node) {
        const auto index = static_cast<std::size_t>(node);
        operators.insert(network::operatorName(network.node(node).op));
        if (made[index].shape != network.node(node).output ||
            !std::ranges::equal(made[index].codes, expected[index].values))
            return network.name() + ": " + network::operatorName(network.node(node).op) + " " + network.node(node).name;
    }
    return {};
}

} // namespace

class TestExecutor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTensorOfDrawnNetworksEqualsThePlainReference_data()
    {
        QTest::addColumn<samples::DrawnArray>("array");
        QTest::newRow("ideal") << samples::DrawnArray::Ideal;
        QTest::newRow("converters") << samples::DrawnArray::Adc;
        QTest::newRow("converters, signed inputs") << samples::DrawnArray::AdcOfSignedInputs;
    }

    void everyTensorOfDrawnNetworksEqualsThePlainReference()
    {
        QFETCH(samples::DrawnArray, array);
        std::set<std::string> operators;
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const std::string difference = differenceOf(DrawnMapped(seed, array), seed, operators);
            QVERIFY2(difference.empty(), difference.c_str());
        }
        QCOMPARE(operators,
                 (std::set<std::string>{"input", "convolution", "fully_connected", "relu", "addition", "concatenation",
                                        "max_pool", "average_pool", "global_average_pool", "flatten"}));
    }

    void everyCodeIsInTheRangeOfItsNode()
    {
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const DrawnMapped drawn(seed);
            const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
            const auto made = execute(quantised, inputCodes(quantised, samples::drawnImage(quantised.network, seed)));
            for (std::size_t node = 0; node < made.size(); ++node) {
                const auto [least, most] = std::ranges::minmax(made[node].codes);
                const CodeRange &range = quantised.ranges[node];
                QVERIFY2(least >= range.least && most <= range.most,
                         (std::to_string(seed) + " " + quantised.network.nodes()[node].name).c_str());
            }
        }
    }

    void layersOfEverySizeEqualThePlainReference_data()
    {
        QTest::addColumn<std::size_t>("layer");
        const auto layers = oddLayers();
        for (std::size_t layer = 0; layer < layers.size(); ++layer)
            QTest::newRow(layers[layer].first) << layer;
    }

    void layersOfEverySizeEqualThePlainReference()
    {
        QFETCH(std::size_t, layer);
        const network::Network network = oddLayers()[layer].second;
        for (const samples::DrawnArray array :
             {samples::DrawnArray::Ideal, samples::DrawnArray::Adc, samples::DrawnArray::AdcOfSignedInputs}) {
            std::set<std::string> operators;
            const DrawnMapped drawn(samples::drawnModelOf(network, 1), 1,
                                    samples::drawnPlatform(array, rowsOfDiana));
            const std::string difference = differenceOf(drawn, 1, operators);
            QVERIFY2(difference.empty(), difference.c_str());
        }
    }

    void manyImagesGiveTheLogitsOfEach_data()
    {
        QTest::addColumn<int>("threads");
        QTest::newRow("1 thread") << 1;
        QTest::newRow("3 threads") << 3;
        QTest::newRow("more threads than images") << 40;
    }

    void manyImagesGiveTheLogitsOfEach()
    {
        QFETCH(int, threads);
        for (const samples::DrawnArray array : {samples::DrawnArray::Ideal, samples::DrawnArray::Adc})
            for (std::uint64_t seed = 0; seed < 20; ++seed) {
                const DrawnMapped drawn(seed, array);
                const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
                const std::vector<CodeTensor> images = codesOfImages(quantised, 23);
                std::vector<CodeTensor> expected;
                for (const CodeTensor &image : images)
                    expected.push_back(execute(quantised, image).back());
                const ImageSource image = [&](std::size_t index) {
                    return images[index];
                };
                QVERIFY(logitsOf(quantised, images.size(), image, threads) == expected);
            }
    }

    void noImagesGiveNoLogits()
    {
        const DrawnMapped drawn(1);
        const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
        QVERIFY(logitsOf(
                    quantised, 0, [](std::size_t) { return CodeTensor(); }, 3)
                    .empty());
    }

    void anImageThatCannotBeReadEndsAllThreads()
    {
        const DrawnMapped drawn(1);
        const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
        const CodeTensor good = codesOfImages(quantised, 1).front();
        const ImageSource image = [&](std::size_t index) {
            return index == 50 ? CodeTensor{{1, 1, 1}, {0}} : good;
        };
        QVERIFY_THROWS_EXCEPTION(Error, logitsOf(quantised, 100, image, 3));
    }

    /// Most networks would tell a wrong rule: their codes differ from place to place.
    void drawnNetworksSaySomething()
    {
        int telling = 0;
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const DrawnMapped drawn(seed);
            const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
            const auto made = execute(quantised, inputCodes(quantised, samples::drawnImage(quantised.network, seed)));
            const std::set<std::int16_t> last(made.back().codes.begin(), made.back().codes.end());
            telling += last.size() > 1;
        }
        QVERIFY2(telling > drawnNetworks * 3 / 4, std::to_string(telling).c_str());
    }

    void refusesAnImageOfAnotherSize()
    {
        const DrawnMapped drawn(1);
        const QuantisedNetwork quantised = integerise(drawn.trained, drawn.mapping, drawn.platform);
        QVERIFY_THROWS_EXCEPTION(Error, execute(quantised, CodeTensor{{1, 1, 1}, {0}}));
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestExecutor)
#include "tst_executor.moc"
