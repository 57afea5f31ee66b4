// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/predicted_front.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

using namespace odimo;
using namespace odimo::mapping;

namespace {

using Counts = std::vector<int>;

/// "body" with 64 channels, whose steps end at 0, 16, 32, 48 and 64, and the depthwise "dw" of digital alone.
CostTable table()
{
    CostTable made{.platform = platform::loadPlatform("diana"), .layers = {}};
    const auto add = [&](const platform::LayerGeometry &geometry) {
        made.layers.push_back(makeLayerTable(samples::layer(geometry), made.platform));
    };
    add({.name = "body", .inChannels = 64, .outChannels = 64, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8});
    add({.name = "dw", .inChannels = 8, .outChannels = 8, .groups = 8});
    return made;
}

Restrictions pinned(const std::vector<std::string> &texts)
{
    Restrictions restrictions;
    for (const std::string &text : texts)
        restrictions.pins.push_back(pinFromText(text, platform::loadPlatform("diana")));
    return restrictions;
}

Counts countsOf(const LayerChoices &layer)
{
    Counts counts;
    for (const LayerChoice &choice : layer.choices)
        counts.push_back(choice.referenceChannels);
    return counts;
}

} // namespace

class TestLayerChoices : public QObject {
    Q_OBJECT

private slots:
    void offersTheEndsOfStepsWithinThePins_data()
    {
        QTest::addColumn<QStringList>("pins");
        QTest::addColumn<QVector<int>>("counts");
        QTest::newRow("free") << QStringList{} << QVector{0, 16, 32, 48, 64};
        QTest::newRow("precise") << QStringList{"body[0-19]=digital"} << QVector{20, 32, 48, 64};
        QTest::newRow("other") << QStringList{"body[0-19]=analog"} << QVector{0, 16, 32, 44};
        QTest::newRow("both") << QStringList{"body[0-19]=digital", "body[60-63]=analog"} << QVector{20, 32, 48, 60};
        QTest::newRow("all but one") << QStringList{"body[1-63]=analog"} << QVector{0, 1};
        QTest::newRow("all") << QStringList{"body=analog"} << QVector{0};
        QTest::newRow("all in parts") << QStringList{"body[0-9]=digital", "body[10-63]=analog"} << QVector{10};
    }
    void offersTheEndsOfStepsWithinThePins()
    {
        QFETCH(QStringList, pins);
        QFETCH(QVector<int>, counts);
        std::vector<std::string> texts;
        for (const QString &pin : pins)
            texts.push_back(pin.toStdString());
        const auto layers = layerChoices(table(), weightCountSensitivity(table()), pinned(texts), Splits::StepEnds);
        QCOMPARE(countsOf(layers[0]), Counts(counts.begin(), counts.end()));
    }

    void offersTheEndsOfBothCosts()
    {
        // The steps of the latency end at 112 and above, those of the energy at 96 and below, and at 200.
        CostTable classifier{.platform = platform::loadPlatform("diana"), .layers = {}};
        const platform::LayerGeometry geometry{.name = "fc", .inChannels = 512, .outChannels = 200};
        classifier.layers.push_back(makeLayerTable(samples::layer(geometry), classifier.platform));
        const auto layers = layerChoices(classifier, weightCountSensitivity(classifier), {}, Splits::StepEnds);
        QCOMPARE(countsOf(layers[0]), (Counts{0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 200}));
    }

    void offersEveryNumberOfChannels()
    {
        const auto layers = layerChoices(table(), weightCountSensitivity(table()), pinned({"body[0-61]=digital"}));
        QCOMPARE(countsOf(layers[0]), (Counts{62, 63, 64}));
    }

    void offersWhatAForbiddenSplitWouldBeat()
    {
        // With all 10 channels digital the layer costs least, so that without pins nothing else is of use.
        CostTable classifier{.platform = platform::loadPlatform("diana"), .layers = {}};
        const platform::LayerGeometry geometry{.name = "fc", .inChannels = 64, .outChannels = 10};
        classifier.layers.push_back(makeLayerTable(samples::layer(geometry), classifier.platform));
        const Sensitivity rule = weightCountSensitivity(classifier);
        QCOMPARE(countsOf(layerChoices(classifier, rule, {})[0]), Counts{10});
        const LayerChoices layer = layerChoices(classifier, rule, pinned({"fc[0]=analog"}))[0];
        QCOMPARE(layer.choices.back().referenceChannels, 9);
        QVERIFY(layer.choices.size() > 1);
    }

    void leavesOutOnlyWhatAnotherSplitBeats()
    {
        Random random(7);
        const CostTable network = samples::dianaTable("resnet20");
        const Sensitivity sensitivity = samples::randomSensitivity(network, random);
        for (std::size_t i = 0; i < network.layers.size(); ++i) {
            const LayerChoices layer = layerChoices(network, sensitivity, {})[i];
            const std::vector<double> &analog = sensitivity.layers[i].penalty[1];
            const int channels = network.layers[i].layer.geometry.outChannels;
            for (int n = 0; n <= channels; ++n) {
                std::vector<double> ascending = analog;
                std::ranges::sort(ascending);
                const double penalty = std::accumulate(ascending.begin(), ascending.begin() + channels - n, 0.0);
                const LayerCost cost = costOfLayer(network.layers[i], network.platform, std::array{n, channels - n});
                QVERIFY(std::ranges::any_of(layer.choices, [&](const LayerChoice &choice) {
                    return choice.latency_cycles <= cost.latency_cycles && choice.energy_uJ <= cost.energy_uJ &&
                           choice.penalty <= penalty + 1e-12;
                }));
            }
        }
    }

    void costsAreThoseOfTheLayer()
    {
        const CostTable both = table();
        const std::vector<LayerChoices> layers = layerChoices(both, weightCountSensitivity(both), {});
        for (const LayerChoice &choice : layers[0].choices) {
            const LayerCost cost = costOfLayer(both.layers[0], both.platform,
                                               std::array{choice.referenceChannels, 64 - choice.referenceChannels});
            QCOMPARE(choice.latency_cycles, cost.latency_cycles);
            QCOMPARE(choice.energy_uJ, cost.energy_uJ);
        }
    }

    void layerOfOneUnitHasOneChoice()
    {
        const LayerChoices layer = layerChoices(table(), weightCountSensitivity(table()), pinned({"dw[2]=digital"}))[1];
        QCOMPARE(layer.referenceUnit, 0);
        QCOMPARE(layer.otherUnit, 0);
        QCOMPARE(countsOf(layer), Counts{8});
        QCOMPARE(layer.choices[0].penalty, 0.0);
        QCOMPARE(layer.choices[0].latency_cycles, (*table().layers[1].cycles[0])[8]);
    }

    void channelsThatNeedTheReferenceUnitMostGoFirst()
    {
        Sensitivity sensitivity = weightCountSensitivity(table());
        std::vector<double> &analog = sensitivity.layers[0].penalty[1];
        std::ranges::fill(analog, 0.5);
        analog[7] = 3;
        analog[40] = 2;
        analog[5] = 4;
        const LayerChoices layer = layerChoices(table(), sensitivity, pinned({"body[5]=analog"}))[0];
        QCOMPARE(layer.order.size(), std::size_t(63));
        // Ties go by the number of the channel.
        QCOMPARE(Counts(layer.order.begin(), layer.order.begin() + 4), (Counts{7, 40, 0, 1}));
        QCOMPARE(layer.choices.front().penalty, 4 + 3 + 2 + 61 * 0.5);
        QCOMPARE(layer.choices.back().penalty, 4.0);
    }

    void penaltyIsTheLeastOfAllAssignments()
    {
        Random random(1);
        CostTable small{.platform = platform::loadPlatform("diana"), .layers = {}};
        const platform::LayerGeometry geometry{.name = "x", .inChannels = 3, .outChannels = 7, .outX = 4, .outY = 4};
        small.layers.push_back(makeLayerTable(samples::layer(geometry), small.platform));
        for (int instance = 0; instance < 50; ++instance) {
            const Sensitivity sensitivity = samples::randomSensitivity(small, random);
            const Restrictions pins = samples::randomPins(small, random);
            std::vector<double> least(8, std::numeric_limits<double>::infinity());
            for (int bits = 0; bits < 1 << 7; ++bits) {
                Mapping mapping{{{"x", {}}}};
                for (int channel = 0; channel < 7; ++channel)
                    mapping.layers[0].unitOfChannel.push_back(bits >> channel & 1);
                if (!keepsTo(pins, small, mapping))
                    continue;
                double &here = least[static_cast<std::size_t>(channelsPerUnit(mapping.layers[0], 2)[0])];
                here = std::min(here, penaltyOf(sensitivity, mapping));
            }
            const std::vector<LayerChoices> layers = layerChoices(small, sensitivity, pins);
            QVERIFY(!layers[0].choices.empty());
            for (const LayerChoice &choice : layers[0].choices) {
                // Sums in another order.
                const double expected = least[static_cast<std::size_t>(choice.referenceChannels)];
                QVERIFY(std::abs(choice.penalty - expected) < 1e-12);
            }
        }
    }

    void refusesWhatDoesNotFit()
    {
        const Sensitivity sensitivity = weightCountSensitivity(table());
        QVERIFY(errorMessage([&] {
                    layerChoices(table(), sensitivity, {.pins = {{.layer = "stem"}}});
                }).contains("the layers are body, dw"));
        QVERIFY(errorMessage([&] { layerChoices(table(), {}, {}); }).contains("the sensitivity has 0 layers"));
    }
};

QTEST_APPLESS_MAIN(TestLayerChoices)
#include "tst_layer_choices.moc"
