// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/timeline.h"

#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/timeline_json.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"
#include "tests/core/platform/samples.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <map>

using namespace odimo;
using namespace odimo::mapping;

namespace {

/// Two layers of 8 channels; a channel takes 4 cycles on the first unit and 1 on the second. Of the first layer the
/// first two channels are on the first unit, of the second all.
struct Sample {
    CostTable table;
    Mapping mapping;
};

platform::Platform twoUnits()
{
    platform::Platform platform;
    platform.name = "two";
    platform.clock_Hz = 1e6;
    platform.units = {samples::linearUnit("digital", 8, 4), samples::linearUnit("analog", 2, 1)};
    platform.power = {{{0}, 2}, {{1}, 3}, {{0, 1}, 4}};
    return platform;
}

Sample sample(const platform::Platform &platform = twoUnits())
{
    network::Network net("chain", {.channels = 2, .height = 4, .width = 4});
    const network::Convolution convolution{.outChannels = 8, .relu = network::Relu{}};
    const int first = net.add("first", convolution, {0});
    net.add("second", convolution, {first});
    return {makeCostTable(net, platform), {{{"first", {0, 0, 1, 1, 1, 1, 1, 1}}, {"second", std::vector<int>(8, 0)}}}};
}

std::string textOf(const Lane &lane)
{
    std::string text = lane.name;
    for (const TimeSpan &span : lane.spans)
        text += " " + std::to_string(span.step) + ":" + nameOf(span.activity) + " " +
                std::to_string(std::lround(span.begin_cycles)) + "-" + std::to_string(std::lround(span.end_cycles));
    return text;
}

CostTable diana(platform::LayoutMode mode)
{
    return makeCostTable(network::simplify(network::zooNetwork("resnet20")),
                         platform::withLayout(platform::loadPlatform("diana"), mode));
}

/// What a reader of the format does with the spans of each row: nested or apart, in nanoseconds that are cut off.
void checkRows(const Json &trace)
{
    std::map<int, std::int64_t> endOfRow;
    std::map<int, std::string> nameOfRow;
    for (const Json &event : trace["traceEvents"]) {
        const int row = event.at("tid").get<int>();
        QVERIFY(event.at("pid").is_number_integer() && event.at("name").is_string());
        if (event.at("ph") == "M") {
            if (event.at("name") == "thread_name")
                nameOfRow[row] = event.at("args").at("name").get<std::string>();
            continue;
        }
        QCOMPARE(event.at("ph").get<std::string>(), std::string("X"));
        QVERIFY(event.at("cat").is_string() && nameOfRow.contains(row));
        const auto begin = static_cast<std::int64_t>(event.at("ts").get<double>() * 1000);
        const auto length = static_cast<std::int64_t>(event.at("dur").get<double>() * 1000);
        QVERIFY2(begin >= endOfRow[row], event.dump().c_str());
        endOfRow[row] = begin + length;
    }
}

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT

private slots:
    void unitsStartTogetherAndTheFasterOneIdles()
    {
        const auto [table, mapping] = sample();
        const Timeline timeline = timelineOf(table, mapping);
        QCOMPARE(timeline.cycles, 8.0 + 32.0);
        QCOMPARE(textOf(timeline.lanes[0]), std::string("digital 0:compute 0-8 1:compute 8-40"));
        QCOMPARE(textOf(timeline.lanes[1]), std::string("analog 0:compute 0-6 0:idle 6-8 1:idle 8-40"));
        QCOMPARE(timeline.lanes.size(), std::size_t{2});
    }

    void saysHowUnitsAreUsed()
    {
        const auto [table, mapping] = sample();
        const Timeline timeline = timelineOf(table, mapping);
        QCOMPARE(timeline.busy_cycles(1), 6.0);
        QCOMPARE(timeline.idleShare(1), 1 - 6.0 / 40);
        QCOMPARE(timeline.idleShare(0), 0.0);
        QCOMPARE(timeline.steps[0].idle_cycles(1), 2.0);
        QCOMPARE(timeline.steps[0].bottleneck, std::optional<std::size_t>(0));
        QCOMPARE(summaryOf(timeline), std::string("analog idle 85 %, digital is the bottleneck in 2 of 2 layers"));
    }

    void energyIsToldByTheUnitsThatRun()
    {
        const auto [table, mapping] = sample();
        const TimelineStep step = timelineOf(table, mapping).steps[0];
        // 6 cycles of both at 4 mW, then 2 of the first at 2 mW; a cycle is 1 us.
        QCOMPARE(step.energy, (std::vector<PowerPhase>{{{0, 1}, 6, 0.024}, {{0}, 2, 0.004}}));
        QVERIFY(!step.conversion_energy_uJ);
    }

    void conversionsHaveALaneAndNoUnitRunsMeanwhile()
    {
        const CostTable table = diana(platform::LayoutMode::HostConversion);
        const Mapping mapping = uniformMapping(table, 1);
        const Timeline timeline = timelineOf(table, mapping);
        QCOMPARE(timeline.lanes.back().name, std::string("conversions"));
        QVERIFY(!timeline.lanes.back().spans.empty());
        for (const TimeSpan &conversion : timeline.lanes.back().spans)
            for (std::size_t unit = 0; unit < 2; ++unit)
                for (const TimeSpan &span : timeline.lanes[unit].spans)
                    QVERIFY(span.activity == Activity::Idle || span.end_cycles <= conversion.begin_cycles + 1e-6 ||
                            span.begin_cycles >= conversion.end_cycles - 1e-6);
    }

    /// The sums of the parts are the figures of costOf(), and units are never without a span.
    void addsUpToTheCostOfTheMapping_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("paper") << int(platform::LayoutMode::Paper);
        QTest::newRow("host") << int(platform::LayoutMode::HostConversion);
        QTest::newRow("shuffle") << int(platform::LayoutMode::HardwareShuffle);
    }

    void addsUpToTheCostOfTheMapping()
    {
        QFETCH(int, mode);
        const CostTable table = diana(platform::LayoutMode(mode));
        for (const Baseline &baseline : baselines(table)) {
            const MappingCost cost = costOf(table, baseline.mapping);
            const Timeline timeline = timelineOf(table, baseline.mapping);
            QCOMPARE(timeline.cycles, cost.latency_cycles);
            double energy_uJ = 0;
            for (std::size_t i = 0; i < timeline.steps.size(); ++i) {
                QVERIFY(samples::near(timeline.steps[i].energy_uJ(), cost.layers[i].energy_uJ, 1e-12));
                energy_uJ += timeline.steps[i].energy_uJ();
            }
            QVERIFY(samples::near(energy_uJ, cost.energy_uJ, 1e-12));
            for (std::size_t unit = 0; unit < 2; ++unit) {
                double now = 0;
                for (const TimeSpan &span : timeline.lanes[unit].spans) {
                    QVERIFY(std::abs(span.begin_cycles - now) < 1e-6);
                    now = span.end_cycles;
                }
                QVERIFY(samples::near(now, timeline.cycles, 1e-12));
            }
        }
    }

    void saysWhichUnitsCannotRunALayer()
    {
        platform::Platform platform = twoUnits();
        platform.units[1].operators = {};
        auto [table, mapping] = sample(platform);
        for (LayerMapping &layer : mapping.layers)
            std::ranges::fill(layer.unitOfChannel, 0);
        const TimelineStep step = timelineOf(table, mapping).steps[0];
        QVERIFY(step.lanes[1].refused && !step.lanes[0].refused);
    }

    void tracesCanBeReadBack()
    {
        const auto [table, mapping] = sample();
        const Json trace = Json::parse(traceToJson(timelineOf(table, mapping), "run 3").dump());
        checkRows(trace);
        std::vector<std::string> spans;
        for (const Json &event : trace["traceEvents"])
            if (event["ph"] == "X")
                spans.push_back(std::to_string(event["tid"].get<int>()) + " " + event["name"].get<std::string>() + " " +
                                event["ts"].dump() + " " + event["dur"].dump());
        // A cycle is a microsecond; idle time is no event.
        QCOMPARE(spans, (std::vector<std::string>{"1 first 0.0 8.0", "1 second 8.0 32.0", "2 first 0.0 8.0",
                                                  "2 second 8.0 32.0", "3 first 0.0 6.0"}));
        QCOMPARE(trace["displayTimeUnit"].get<std::string>(), std::string("ns"));
        QCOMPARE(trace["traceEvents"][0]["args"]["name"].get<std::string>(), std::string("run 3"));
    }

    void spansOfATraceNeverOverlap()
    {
        for (const auto mode : {platform::LayoutMode::Paper, platform::LayoutMode::HostConversion}) {
            const CostTable table = diana(mode);
            for (const Baseline &baseline : baselines(table))
                checkRows(Json::parse(traceToJson(timelineOf(table, baseline.mapping), baseline.name).dump()));
        }
    }

    void useIsToldAsJson()
    {
        const auto [table, mapping] = sample();
        const Json use = useToJson(timelineOf(table, mapping));
        QCOMPARE(use["layers"][0].dump(), std::string(R"({"name":"first","bottleneck":"digital","idle_cycles":)"
                                                      R"({"digital":0.0,"analog":2.0},"energy_uJ":)"
                                                      R"({"digital+analog":0.024,"digital":0.004}})"));
        QCOMPARE(use["lanes"][1]["idle_share"].get<double>(), 0.85);
    }
};

QTEST_APPLESS_MAIN(TestTimeline)
#include "tst_timeline.moc"
