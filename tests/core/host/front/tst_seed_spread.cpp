// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/seed_spread.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>

using namespace odimo;
using namespace odimo::host;

class TestSeedSpread : public QObject {
    Q_OBJECT

private:
    /// A search at a strength that has found its mapping, with the seed at each depth of its settings.
    static project::Run run(std::int64_t id, std::uint64_t seed, double strength, std::int64_t correct, double cycles)
    {
        project::Run run;
        run.id = id;
        run.kind = project::RunKind::Search;
        run.engine = "odimo";
        run.seed = seed;
        run.strength = strength;
        run.settings = Json{{"strength", strength},
                            {"seed", seed},
                            {"neighbour", "digest of " + std::to_string(seed)},
                            {"warmup", {{"seed", seed}, {"threads", 2}}}}
                           .dump();
        run.mapping = mapping::Mapping();
        run.cost = {.latency_cycles = cycles, .latency_ms = cycles / 1000, .energy_uJ = cycles / 10};
        run.measurements = {
            {{.split = "test", .numerics = "fake", .correct = correct, .total = 100, .loss = 0.5}, "finetune"}};
        return run;
    }

private slots:
    void runsThatDifferInTheSeedAloneAreOneGroup()
    {
        const std::vector<project::Run> runs{run(2, 1, 0.1, 90, 1000), run(3, 1, 0.5, 80, 500),
                                             run(5, 2, 0.1, 93, 1300), run(6, 2, 0.5, 82, 500),
                                             run(8, 3, 0.1, 87, 1000)};
        const std::vector<SeedSpread> spreads = seedSpreads(runs);
        QCOMPARE(spreads.size(), std::size_t(2));
        QCOMPARE(spreads[0].runs, (std::vector<std::int64_t>{2, 5, 8}));
        QCOMPARE(spreads[0].title, std::string("strength 0.1"));
        QVERIFY(std::abs(spreads[0].accuracy.mean - 0.9) < 1e-12);
        QCOMPARE(spreads[0].accuracy.least, 0.87);
        QCOMPARE(spreads[0].accuracy.most, 0.93);
        QVERIFY(std::abs(spreads[0].latency_cycles.mean - 1100) < 1e-9);
        QCOMPARE(spreads[0].latency_cycles.most, 1300.0);
        QCOMPARE(spreads[1].runs, (std::vector<std::int64_t>{3, 6}));
        QCOMPARE(spreads[1].energy_uJ, (Spread{.mean = 50, .least = 50, .most = 50}));
        QCOMPARE(toJson(spreads)[0]["runs"].dump(), std::string("[2,5,8]"));
    }

    void whatElseDiffersIsNoSpreadOfSeeds()
    {
        project::Run longer = run(3, 2, 0.1, 91, 1000);
        longer.settings = Json{{"strength", 0.1}, {"seed", 2}, {"warmup", {{"seed", 2}, {"threads", 4}}}}.dump();
        project::Run untrained = run(4, 3, 0.1, 60, 1000);
        untrained.measurements[0].phase = "preview";
        project::Run unmeasured = run(5, 4, 0.1, 91, 1000);
        unmeasured.measurements.clear();
        QVERIFY(seedSpreads({run(2, 1, 0.1, 90, 1000), longer, untrained, unmeasured}).empty());
        QVERIFY2(seedSpreads({run(2, 1, 0.1, 90, 1000), run(3, 1, 0.1, 92, 1000)}).empty(), "one seed has no spread");
        QVERIFY(seedSpreads({}).empty());
    }
};

QTEST_MAIN(TestSeedSpread)
#include "tst_seed_spread.moc"
