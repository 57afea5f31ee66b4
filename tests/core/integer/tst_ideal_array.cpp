// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/integer/executor.h"
#include "core/integer/ideal_array.h"
#include "core/integer/integerise.h"
#include "tests/core/integer/drawn_quantisation.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace odimo::integer {

namespace {

constexpr int drawnNetworks = 100;

using samples::DrawnMapped;

std::vector<CodeTensor> tensorsOf(const OnPlatform &network, std::uint64_t seed)
{
    const QuantisedNetwork quantised = integerise(network.trained, *network.trained.mapping, network.platform);
    return execute(quantised, inputCodes(quantised, samples::drawnImage(quantised.network, seed)));
}

/// Converters that lose nothing: codes of 16 bits, a step of 1, all rows at once.
OnPlatform exactConverters(std::uint64_t seed)
{
    Json json = Json::parse(samples::drawnPlatform(samples::DrawnArray::Adc, 1 << 20).json);
    json["units"][1]["converter_bits"] = 16;
    const DrawnMapped drawn(samples::drawnModel(seed), seed, platform::platformFromText(json.dump(), "exact.json"));
    OnPlatform made{drawn.trained, drawn.platform};
    for (mapping::WeightScales &each : made.trained.quantisation->weights)
        if (each.divisor)
            each.divisor = 1;
    made.trained.mapping.reset();
    made.trained = mapped(made.trained, drawn.mapping, drawn.platform);
    return made;
}

} // namespace

class TestIdealArray : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheIntegersOfTheWeights()
    {
        int withConverters = 0;
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const DrawnMapped drawn(seed, samples::DrawnArray::Adc);
            QVERIFY(hasConverters(drawn.platform));
            const OnPlatform ideal = withoutConverters(drawn.trained, drawn.platform);
            QVERIFY(!hasConverters(ideal.platform));
            QVERIFY(ideal.trained.mapping == drawn.mapping);
            const QuantisedNetwork before = integerise(drawn.trained, drawn.mapping, drawn.platform);
            const QuantisedNetwork after = integerise(ideal.trained, drawn.mapping, ideal.platform);
            QVERIFY(after.ranges == before.ranges);
            for (std::size_t node = 0; node < after.layers.size(); ++node) {
                QVERIFY(after.layers[node].weights == before.layers[node].weights);
                for (const std::optional<Converter> &converter : after.layers[node].converters)
                    QVERIFY(!converter);
                for (const std::optional<Converter> &converter : before.layers[node].converters)
                    withConverters += converter.has_value();
            }
        }
        QVERIFY(withConverters > drawnNetworks);
    }

    /// Where converters lose nothing, nothing changes; elsewhere something does.
    void computesWhatConvertersWithoutLossCompute()
    {
        int changed = 0;
        for (std::uint64_t seed = 0; seed < drawnNetworks; ++seed) {
            const OnPlatform exact = exactConverters(seed);
            QVERIFY2(tensorsOf(withoutConverters(exact.trained, exact.platform), seed) == tensorsOf(exact, seed),
                     std::to_string(seed).c_str());
            const DrawnMapped drawn(seed, samples::DrawnArray::Adc);
            changed += tensorsOf(withoutConverters(drawn.trained, drawn.platform), seed) !=
                       tensorsOf({drawn.trained, drawn.platform}, seed);
        }
        QVERIFY2(changed > drawnNetworks / 2, std::to_string(changed).c_str());
    }

    void leavesAnIdealArrayAsItIs()
    {
        const DrawnMapped drawn(7);
        QVERIFY(!hasConverters(drawn.platform));
        QVERIFY(tensorsOf(withoutConverters(drawn.trained, drawn.platform), 7) ==
                tensorsOf({drawn.trained, drawn.platform}, 7));
    }
};

} // namespace odimo::integer

QTEST_APPLESS_MAIN(odimo::integer::TestIdealArray)
#include "tst_ideal_array.moc"
