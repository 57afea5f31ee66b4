// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/volume_interval.h"

#include "core/base/random.h"
#include "core/host/compare/front_comparison.h"

#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::host;

/// What the number of test images leaves open of a hypervolume.
class TestVolumeInterval : public QObject {
    Q_OBJECT

private:
    static constexpr mapping::ReferencePoint reference{.cost = 100, .accuracy = 0};

    static FrontEntry entry(std::int64_t run, double cost, std::int64_t correct, std::int64_t total)
    {
        FrontEntry made;
        made.run = run;
        made.accuracy = static_cast<double>(correct) / static_cast<double>(total);
        made.interval = mapping::accuracyInterval(correct, total);
        made.cost.latency_cycles = cost;
        return made;
    }

    static Front frontOf(std::vector<FrontEntry> entries)
    {
        Front front;
        front.reference = reference;
        front.points = std::move(entries);
        return front;
    }

    /// A front of three mappings, each measured on so many images with these true accuracies.
    static Front measured(Random &random, std::int64_t images)
    {
        std::vector<FrontEntry> entries;
        for (const auto &[cost, accuracy] : {std::pair(20.0, 0.7), {40.0, 0.8}, {70.0, 0.9}}) {
            std::int64_t correct = 0;
            for (std::int64_t image = 0; image < images; ++image)
                correct += random.uniform() < accuracy ? 1 : 0;
            entries.push_back(entry(static_cast<std::int64_t>(entries.size()) + 1, cost, correct, images));
        }
        return frontOf(std::move(entries));
    }

private slots:
    /// One mapping: the rectangle's interval is that of its accuracy, but for the errors of 1,000 draws.
    void ofOneMappingItIsThatOfItsAccuracy()
    {
        const FrontEntry only = entry(1, 50, 800, 1000);
        const std::vector<DrawnVolumes> drawn = drawnVolumes({{only}}, mapping::Objective::Latency, reference);
        QCOMPARE(drawn.size(), std::size_t{2});
        QVERIFY(drawn[0] == drawn[1]); // The one front is all there is.
        const mapping::Interval interval = intervalAround(50 * only.accuracy, drawn[0]);
        // A quantile at 2.5 % of 1,000 draws has a deviation of 8 % of that of the draws, so 4 % of the reach.
        const double reach = 50 * (only.interval.high - only.accuracy);
        QVERIFY(std::abs(interval.high - 50 * only.interval.high) < 0.2 * reach);
        QVERIFY(std::abs(interval.low - 50 * only.interval.low) < 0.2 * reach);
    }

    void isTheSameEachTime()
    {
        Random random(5);
        const std::vector<std::vector<FrontEntry>> fronts = {measured(random, 500).points,
                                                             measured(random, 500).points};
        const auto draw = [&] {
            return drawnVolumes(fronts, mapping::Objective::Latency, reference);
        };
        QVERIFY(draw() == draw());
        QVERIFY(draw()[0] != draw()[1]);
    }

    /// A mapping that is surely worse changes nothing, one that may be better counts.
    void whatNoDrawBringsOntoTheFrontIsLeftOut()
    {
        const std::vector<FrontEntry> entries = {entry(1, 50, 900, 1000), entry(2, 60, 890, 1000),
                                                 entry(3, 70, 700, 1000), entry(4, 40, 500, 1000)};
        const std::vector<FrontEntry> left = contenders(entries, mapping::Objective::Latency);
        QCOMPARE(left.size(), std::size_t{3});
        QCOMPARE(left[0].run, std::int64_t{4});
        QCOMPARE(left[1].run, std::int64_t{1});
        QCOMPARE(left[2].run, std::int64_t{2});
    }

    /// Two projects that are equal in truth: the interval of their difference holds 0 nearly always.
    void differencesOfEqualsAreSeldomClear()
    {
        Random random(11);
        constexpr int times = 200;
        int clear = 0;
        for (int time = 0; time < times; ++time) {
            const Front first = measured(random, 400), second = measured(random, 400);
            clear += merged({{0, first}, {1, second}}).differences.front().isClear() ? 1 : 0;
        }
        // 5 % are expected, with a deviation of 1.5 %: four deviations above it.
        QVERIFY2(clear <= times * 11 / 100, std::to_string(clear).c_str());
    }

    void aFrontThatIsBetterByFarIsClear()
    {
        const Front first = frontOf({entry(1, 50, 700, 1000)}), second = frontOf({entry(1, 50, 800, 1000)});
        const VolumeDifference difference = merged({{0, first}, {1, second}}).differences.front();
        QVERIFY(difference.isClear());
        QVERIFY(std::abs(difference.difference.value - 5) < 1e-9);
        // About the interval of the difference of both accuracies, 0.062 to 0.138, times 50.
        QVERIFY(std::abs(difference.difference.interval.low - 50 * 0.062) < 0.5);
        QVERIFY(std::abs(difference.difference.interval.high - 50 * 0.138) < 0.5);
    }
};

QTEST_APPLESS_MAIN(TestVolumeInterval)
#include "tst_volume_interval.moc"
