// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/channel_counts.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace odimo;
using namespace odimo::mapping;

class TestChannelCounts : public QObject {
    Q_OBJECT

private:
    CostTable m_table =
        makeCostTable(network::simplify(network::zooNetwork("resnet8:width=16,input=1x16x16,classes=10")),
                      platform::loadPlatform("diana"));

    /// Every third channel of each layer on the second unit.
    Mapping mixed() const
    {
        Mapping mapping = referenceMapping(m_table);
        for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer)
            for (std::size_t channel = 0; channel < mapping.layers[layer].unitOfChannel.size(); channel += 3)
                if (m_table.layers[layer].cycles[1])
                    mapping.layers[layer].unitOfChannel[channel] = 1;
        return mapping;
    }

private slots:
    void costsWhatTheMappingCosts()
    {
        const ChannelCounts counts = countsOf(mixed(), 2);
        QCOMPARE(counts.front().layer, m_table.layers.front().layer.geometry.name);
        QVERIFY(counts != countsOf(referenceMapping(m_table), 2));
        QVERIFY(costOf(m_table, counts) == costOf(m_table, mixed()));
    }

    void comeBackFromJson()
    {
        const ChannelCounts counts = countsOf(mixed(), 2);
        const Json json = toJson(counts, m_table.platform);
        QVERIFY(channelCountsFromJson(json, m_table.platform, "here") == counts);
    }

    void whatIsNoJsonOfThemIsNamed_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("words");
        QTest::newRow("object") << "{}"
                                << "here must be a list of layers";
        QTest::newRow("name") << R"([{"channels": {"digital": 1, "analog": 2}}])"
                              << "here[0]: name is missing";
        QTest::newRow("unit") << R"([{"name": "a", "channels": {"digital": 1}}])"
                              << "analog is missing";
        QTest::newRow("unknown") << R"([{"name": "a", "channels": {"digital": 1, "analog": 2, "dsp": 1}}])"
                                 << "dsp";
        QTest::newRow("negative") << R"([{"name": "a", "channels": {"digital": -1, "analog": 2}}])"
                                  << "digital is -1";
    }
    void whatIsNoJsonOfThemIsNamed()
    {
        QFETCH(QString, json);
        QFETCH(QString, words);
        const QString message =
            errorMessage([&] { channelCountsFromJson(Json::parse(json.toStdString()), m_table.platform, "here"); });
        QVERIFY2(message.contains(words), qPrintable(message));
    }

    void whatDoesNotFitIsNamed()
    {
        const auto message = [&](auto change) {
            ChannelCounts counts = countsOf(mixed(), 2);
            change(counts);
            return errorMessage([&] { checkCounts(counts, m_table); });
        };
        const QString first = QString::fromStdString(m_table.layers.front().layer.geometry.name);
        QCOMPARE(message([](ChannelCounts &) {}), QString());
        QVERIFY(message([](ChannelCounts &counts) { counts.pop_back(); }).contains("layers; the network has"));
        QVERIFY(message([](ChannelCounts &counts) { counts[0].layer = "elsewhere"; }).contains("elsewhere"));
        QVERIFY(message([](ChannelCounts &counts) { ++counts[0].channels[0]; }).contains(first + " has 17 channels"));
        QVERIFY(message([](ChannelCounts &counts) { counts[0].channels.push_back(0); }).contains("over 3 units"));
        QVERIFY(message([](ChannelCounts &counts) { counts[0].channels = {17, -1}; }).contains("puts -1 channels"));
        // Sums of huge counts do not overflow, and nothing of their size is allocated.
        constexpr int huge = std::numeric_limits<int>::max();
        QVERIFY(!message([](ChannelCounts &counts) { counts[0].channels = {huge, huge}; }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestChannelCounts)
#include "tst_channel_counts.moc"
