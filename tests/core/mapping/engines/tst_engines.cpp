// SPDX-License-Identifier: Apache-2.0
// Every entry of the table of engines keeps what Engine::propose promises.
#include "core/mapping/cost/baselines.h"
#include "core/mapping/engines/engines.h"
#include "tests/core/mapping/front_samples.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::mapping;

namespace {

const CostTable &table()
{
    static const CostTable made = samples::dianaTable("resnet8");
    return made;
}

const Sensitivity &sensitivity()
{
    static const Sensitivity made = [] {
        Random random(1);
        return samples::randomSensitivity(table(), random);
    }();
    return made;
}

std::vector<Proposal> proposed(const Engine &engine, const Restrictions &restrictions, int count,
                               Objective objective = Objective::Latency, std::uint64_t seed = 1)
{
    return engine.propose({.table = table(),
                           .sensitivity = sensitivity(),
                           .restrictions = restrictions,
                           .objective = objective,
                           .seed = seed},
                          count);
}

double costOf(const Proposal &proposal, Objective objective) { return proposal.cost.value(objective); }

/// What is between the least and the most that the mappings of a front can cost.
double between(const std::vector<PredictedPoint> &front, double part)
{
    return std::lerp(front.front().latency_cycles, front.back().latency_cycles, part);
}

std::vector<Mapping> mappingsOf(const std::vector<Proposal> &proposals)
{
    std::vector<Mapping> mappings;
    for (const Proposal &proposal : proposals)
        mappings.push_back(proposal.mapping);
    return mappings;
}

/// A row for each engine that proposes.
void addEngines()
{
    QTest::addColumn<QString>("engine");
    for (const Engine &engine : engines()) {
        if (!engine.trains())
            QTest::newRow(engine.name.c_str()) << QString::fromStdString(engine.name);
    }
}

const Engine &currentEngine()
{
    QFETCH(QString, engine);
    return engineNamed(engine.toStdString());
}

} // namespace

class TestEngines : public QObject {
    Q_OBJECT

private slots:
    /// The cheap end of the front computes nothing.
    void instantProposesNoGuessing()
    {
        const CostTable table = mapping::makeCostTable(network::simplify(network::zooNetwork("resnet8")),
                                                       platform::loadPlatform("diana+none"));
        Random random(5);
        Sensitivity sensitivity = samples::randomSensitivity(table, random);
        for (LayerSensitivity &layer : sensitivity.layers)
            for (std::vector<double> &unit : layer.penalty)
                for (double &penalty : unit)
                    penalty *= 10;
        Restrictions restrictions;
        const ProposalRequest request{.table = table, .sensitivity = sensitivity, .restrictions = restrictions};
        const std::vector<Proposal> found = engineNamed("instant").propose(request, 5);
        QCOMPARE(found.size(), std::size_t{5});
        for (const Proposal &proposal : found)
            QVERIFY(proposal.penalty <= std::log(10.0));
        QVERIFY(found.front().penalty > 1); // Not far from it.
        // Where nothing else is allowed, that is proposed.
        constexpr int none = 2;
        restrictions.mostLatency_ms = 1.001 * mapping::costOf(table, uniformMapping(table, none)).latency_ms;
        QVERIFY(engineNamed("instant").propose(request, 1).front().penalty > std::log(10.0));
    }

    void instantIsTheDefaultAndOdimoTrains()
    {
        std::string names;
        for (const Engine &engine : engines())
            names += engine.name + (engine.trains() ? "* " : " ");
        QCOMPARE(names, std::string("instant odimo* nsga2 weight-count random "));
    }

    void refusesAnUnknownName()
    {
        QCOMPARE(errorMessage([] { engineNamed("genetic"); }),
                 "there is no engine \"genetic\"; choose one of instant, odimo, nsga2, weight-count, random");
    }

    void proposesWhatIsAskedFor_data()
    {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QStringList>("pins");
        QTest::addColumn<int>("objective");
        QTest::addColumn<double>("latencyPart");
        QTest::addColumn<double>("energyPart");
        for (const Engine &engine : engines()) {
            if (engine.trains())
                continue;
            const auto row = [&](const char *name, const QStringList &pins, Objective objective, double latencyPart,
                                 double energyPart) {
                QTest::addRow("%s %s", engine.name.c_str(), name)
                    << QString::fromStdString(engine.name) << pins << static_cast<int>(objective) << latencyPart
                    << energyPart;
            };
            const QString first = QString::fromStdString(table().layers[0].layer.geometry.name);
            const QString second = QString::fromStdString(table().layers[1].layer.geometry.name);
            const QStringList pins = {first + "=digital", second + "[0-4]=analog", second + "[7]=digital"};
            row("free", {}, Objective::Latency, 1, 1);
            row("energy", {}, Objective::Energy, 1, 1);
            row("pins", pins, Objective::Latency, 1, 1);
            row("limit", {}, Objective::Latency, 0.4, 1);
            row("limit of the other cost", {}, Objective::Latency, 1, 0.3);
            row("everything", pins, Objective::Energy, 0.3, 0.35);
        }
    }
    void proposesWhatIsAskedFor()
    {
        QFETCH(QStringList, pins);
        QFETCH(double, latencyPart);
        QFETCH(double, energyPart);
        QFETCH(int, objective);
        const auto wanted = static_cast<Objective>(objective);
        Restrictions restrictions;
        for (const QString &pin : pins)
            restrictions.pins.push_back(pinFromText(pin.toStdString(), table().platform));
        const std::vector<LayerChoices> layers = layerChoices(table(), sensitivity(), restrictions);
        const auto byLatency = exactFront(layers, Criteria::Latency);
        const auto byEnergy = exactFront(layers, Criteria::Energy);
        if (latencyPart < 1)
            restrictions.mostLatency_ms = between(byLatency, latencyPart) / table().platform.clock_Hz * 1e3;
        if (energyPart < 1)
            restrictions.mostEnergy_uJ = std::lerp(byEnergy.front().energy_uJ, byEnergy.back().energy_uJ, energyPart);

        const std::vector<Proposal> proposals = proposed(currentEngine(), restrictions, 8, wanted);

        QCOMPARE(proposals.size(), std::size_t(8));
        for (std::size_t i = 0; i < proposals.size(); ++i) {
            const Proposal &proposal = proposals[i];
            QVERIFY(keepsTo(restrictions, table(), proposal.mapping));
            const MappingCost cost = mapping::costOf(table(), proposal.mapping);
            QCOMPARE(proposal.cost.latency_cycles, cost.latency_cycles);
            QCOMPARE(proposal.cost.energy_uJ, cost.energy_uJ);
            QCOMPARE(proposal.penalty, penaltyOf(sensitivity(), proposal.mapping));
            QVERIFY(i == 0 || costOf(proposals[i - 1], wanted) < costOf(proposal, wanted));
        }
    }

    void coversTheRangeOfCosts_data() { addEngines(); }
    void coversTheRangeOfCosts()
    {
        const std::vector<PredictedPoint> front =
            exactFront(layerChoices(table(), sensitivity(), {}), Criteria::Latency);
        const std::vector<Proposal> proposals = proposed(currentEngine(), {}, 8);
        QVERIFY(proposals.front().cost.latency_cycles < between(front, 0.1));
        QVERIFY(proposals.back().cost.latency_cycles > between(front, 0.9));
        for (std::size_t i = 1; i < proposals.size(); ++i)
            QVERIFY(proposals[i].cost.latency_cycles - proposals[i - 1].cost.latency_cycles <
                    between(front, 0.4) - between(front, 0));
    }

    void repeatsWithTheSeed_data() { addEngines(); }
    void repeatsWithTheSeed()
    {
        const Engine &engine = currentEngine();
        QVERIFY(mappingsOf(proposed(engine, {}, 5)) == mappingsOf(proposed(engine, {}, 5)));
        const bool drawsLots = engine.name == "random" || engine.name == "nsga2";
        const auto other = mappingsOf(proposed(engine, {}, 5, Objective::Latency, 2));
        QCOMPARE(mappingsOf(proposed(engine, {}, 5)) != other, drawsLots);
    }

    void noneBeatsTheExactFront_data() { addEngines(); }
    void noneBeatsTheExactFront()
    {
        const std::vector<PredictedPoint> front =
            exactFront(layerChoices(table(), sensitivity(), {}), Criteria::Energy);
        for (const Proposal &proposal : proposed(currentEngine(), {}, 20, Objective::Energy))
            QVERIFY(std::ranges::any_of(front, [&](const PredictedPoint &point) {
                return point.energy_uJ <= proposal.cost.energy_uJ && point.penalty <= proposal.penalty + 1e-12;
            }));
    }

    void saysWhatCanBeReached_data() { addEngines(); }
    void saysWhatCanBeReached()
    {
        const QString message = errorMessage([] { proposed(currentEngine(), {.mostLatency_ms = 1e-6}, 4); });
        QVERIFY2(message.startsWith("no mapping takes at most 1e-06 ms; the fastest takes"), qPrintable(message));
    }

    void keepsALimitThatHardlyAnyMappingKeeps_data() { addEngines(); }
    void keepsALimitThatHardlyAnyMappingKeeps()
    {
        const CostTable big = samples::dianaTable("resnet18");
        const Sensitivity rule = weightCountSensitivity(big);
        const double least_cycles = exactFront(layerChoices(big, rule, {}), Criteria::Latency).front().latency_cycles;
        const Restrictions restrictions{.mostLatency_ms = least_cycles / big.platform.clock_Hz * 1e3};
        const ProposalRequest request{.table = big, .sensitivity = rule, .restrictions = restrictions};
        const std::vector<Proposal> proposals = currentEngine().propose(request, 4);
        QVERIFY(!proposals.empty());
        for (const Proposal &proposal : proposals)
            QCOMPARE(proposal.cost.latency_cycles, least_cycles);
    }

    void proposesTheOneMappingThatThePinsLeave_data() { addEngines(); }
    void proposesTheOneMappingThatThePinsLeave()
    {
        Restrictions restrictions;
        for (const LayerTable &layer : table().layers)
            restrictions.pins.push_back({.layer = layer.layer.geometry.name, .unit = 0});
        QCOMPARE(proposed(currentEngine(), restrictions, 4).size(), std::size_t(1));
    }

    void proposesOneOrNone_data() { addEngines(); }
    void proposesOneOrNone()
    {
        QCOMPARE(proposed(currentEngine(), {}, 1).size(), std::size_t(1));
        QCOMPARE(proposed(currentEngine(), {}, 0).size(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestEngines)
#include "tst_engines.moc"
