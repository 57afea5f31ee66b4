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

using samples::DrawnMapped;

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
