// SPDX-License-Identifier: Apache-2.0
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"
#include "tests/core/network/reference_forward.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace odimo;
using namespace odimo::network;

namespace {

std::vector<bool> noneDepthwise(const Network &network) { return std::vector<bool>(network.nodes().size(), false); }

std::vector<std::vector<int>> randomOrders(const ChannelGroups &groups, Random &random)
{
    std::vector<std::vector<int>> orders;
    for (const ChannelGroup &group : groups.groups) {
        std::vector<int> &order = orders.emplace_back();
        if (group.fixed)
            continue;
        order.resize(static_cast<std::size_t>(group.channels));
        std::iota(order.begin(), order.end(), 0);
        shuffle(order, random);
    }
    return orders;
}

Model permutedAtRandom(const Model &model, Random &random)
{
    const ChannelGroups groups = channelGroups(model.network, noneDepthwise(model.network));
    return permuteChannels(model, groups, randomOrders(groups, random));
}

} // namespace

class TestPermuteChannels : public QObject {
    Q_OBJECT

private slots:
    void computesTheSame_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name :
             {"resnet8:width=8", "mobilenet_v1_025", "mobilenet_v1_darkside:width=0.25", "ds_cnn:width=16"})
            QTest::newRow(name) << QString(name);
    }
    void computesTheSame()
    {
        QFETCH(QString, name);
        Random random(3);
        const Network network = zooNetwork(name.toStdString(), {.input = Shape{3, 12, 12}, .classes = 4});
        Model model{network, reference::randomParameters(network, random)};
        for (int form = 0; form < 2; ++form) {
            const Model permuted = permutedAtRandom(model, random);
            QVERIFY(permuted.network == model.network);
            QVERIFY(permuted.parameters.at("fc.weight").values != model.parameters.at("fc.weight").values);
            const reference::Map image = reference::randomImage(model.network.inputShape(), random);
            const std::vector<double> before = reference::logits(model, image);
            const std::vector<double> after = reference::logits(permuted, image);
            // Sums in another order differ in their last digits.
            const double tolerance =
                1e-9 * std::abs(*std::ranges::max_element(before, {}, [](double value) { return std::abs(value); }));
            for (std::size_t output = 0; output < before.size(); ++output)
                QVERIFY(std::abs(after[output] - before[output]) <= tolerance);
            model = simplify(model);
        }
    }

    /// Sums of small whole numbers are exact in any order.
    void isExact()
    {
        Network network("whole", {3, 4, 4});
        int last = network.add("conv", Convolution{.outChannels = 8, .kernel = {3, 3}, .padding = {1, 1, 1, 1}}, {0});
        const int fork = network.add("relu", Relu{}, {last});
        last = network.add(
            "depthwise", Convolution{.outChannels = 8, .kernel = {3, 3}, .padding = {1, 1, 1, 1}, .groups = 8}, {fork});
        last = network.add("sum", Addition{}, {last, fork});
        last = network.add("pointwise", Convolution{.outChannels = 6, .bias = true}, {last});
        last = network.add("max", MaxPool{.kernel = {2, 2}, .stride = {2, 2}}, {last});
        last = network.add("pool", GlobalAveragePool{}, {last}); // Of four: exact too.
        last = network.add("flat", Flatten{}, {last});
        network.add("fc", FullyConnected{.outFeatures = 5}, {last});
        Random random(5);
        for (int draw = 0; draw < 20; ++draw) {
            Model model{network, initialise(network, 1)};
            for (auto &[name, tensor] : model.parameters)
                for (float &value : tensor.values)
                    value = static_cast<float>(random.below(9) - 4);
            reference::Map image = reference::randomImage(network.inputShape(), random);
            for (double &value : image.values)
                value = std::round(8 * value);
            const Model permuted = permutedAtRandom(model, random);
            QVERIFY(permuted.parameters != model.parameters);
            QCOMPARE(reference::logits(permuted, image), reference::logits(model, image));
        }
    }

    void isUndoneByTheOppositeOrder()
    {
        Random random(4);
        const Network network = zooNetwork("mobilenet_v1_darkside:width=0.25");
        const Model model{network, reference::randomParameters(network, random)};
        const ChannelGroups groups = channelGroups(network, noneDepthwise(network));
        const std::vector<std::vector<int>> orders = randomOrders(groups, random);
        std::vector<std::vector<int>> back = orders;
        for (std::size_t group = 0; group < orders.size(); ++group)
            for (std::size_t place = 0; place < orders[group].size(); ++place)
                back[group][static_cast<std::size_t>(orders[group][place])] = static_cast<int>(place);
        const Model there = permuteChannels(model, groups, orders);
        QVERIFY(there.parameters != model.parameters);
        QVERIFY(permuteChannels(there, groups, back).parameters == model.parameters);
    }

    void refusesOrdersThatAreNone()
    {
        Network network("small", {3, 4, 4});
        const int conv = network.add("conv", Convolution{.outChannels = 3}, {0});
        const int pool = network.add("pool", GlobalAveragePool{}, {conv});
        const int flat = network.add("flat", Flatten{}, {pool});
        network.add("fc", FullyConnected{.outFeatures = 2}, {flat});
        const Model model{network, initialise(network, 1)};
        const ChannelGroups groups = channelGroups(network, noneDepthwise(network));
        std::vector<std::vector<int>> orders(groups.groups.size());
        auto &ofConvolution = orders[static_cast<std::size_t>(groups.ofNode[1])];
        ofConvolution = {0, 2, 2};
        QCOMPARE(errorMessage([&] { permuteChannels(model, groups, orders); }),
                 "the order of the channels of the layer conv must name each of 3 channels once");
        ofConvolution = {2, 1, 0};
        orders[static_cast<std::size_t>(groups.ofNode[4])] = {1, 0};
        QCOMPARE(errorMessage([&] { permuteChannels(model, groups, orders); }),
                 "the order of the channels of the layer fc cannot change, because something that reads or writes them "
                 "has it given");
    }
};

QTEST_APPLESS_MAIN(TestPermuteChannels)
#include "tst_permute_channels.moc"
