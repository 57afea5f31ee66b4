// SPDX-License-Identifier: Apache-2.0
// From shares to a mapping that keeps to pins and limits.

#include "tests/core/base/error_message.h"
#include "tests/core/tasks/shared_sample.h"

#include "core/learn/train/training.h"
#include "core/mapping/cost/baselines.h"
#include "core/tasks/discretise.h"
#include "core/tasks/relaxed_cost.h"

#include <QTest>

namespace odimo::tasks {

namespace {

constexpr auto rule = protocol::CostRule::JointStaircase;
constexpr auto latency = mapping::Objective::Latency;

/// A whole layer on the cheap unit, a few channels of another on the precise one.
mapping::Restrictions pinsOf(const SharedSample &sample)
{
    return {
        .pins = {
            {.layer = sample.table.layers[0].layer.geometry.name, .unit = 1},
            {.layer = sample.table.layers[2].layer.geometry.name, .unit = 0, .firstChannel = 3, .lastChannel = 5},
            {.layer = sample.table.layers[2].layer.geometry.name, .unit = 1, .firstChannel = 10, .lastChannel = 10}}};
}

/// The shares of the pinned channels are whole.
bool sharesKeepTo(const mapping::Restrictions &pins, const SharedSample &sample, const learn::QuantisedModel &model)
{
    torch::NoGradGuard frozen;
    for (const mapping::LayerTable &layer : sample.table.layers) {
        const torch::Tensor shares = model.weights().shares(layer.layer.node);
        const auto pinned = mapping::pinnedUnits(pins, layer);
        for (std::size_t channel = 0; channel < pinned.size(); ++channel)
            if (pinned[channel] && shares[*pinned[channel]][static_cast<std::int64_t>(channel)].item<float>() != 1.0f)
                return false;
    }
    return true;
}

mapping::Mapping found(const SharedSample &sample, const learn::QuantisedModel &model,
                       const mapping::Restrictions &restrictions)
{
    return discretise(model.weights(), sample.table, latency, rule, restrictions);
}

} // namespace

class TestDiscretise : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pinsHoldInTheShares()
    {
        const SharedSample sample;
        const mapping::Restrictions pins = pinsOf(sample);
        const auto model = sample.searched(pins);
        scatter(*model, 1, 3);
        QVERIFY(sharesKeepTo(pins, sample, *model));
        QVERIFY(!sharesKeepTo(pins, sample, *sample.searched({}))); // They do not by chance.
    }

    void aSearchThatStartsFromAMappingFindsItUntouched()
    {
        const SharedSample sample;
        const auto model = sample.searched({});
        const mapping::Mapping start = mapping::cheapestMapping(sample.table, latency);
        model->startFrom(start, sample.table);
        QVERIFY(discretise(model->weights(), sample.table, latency, protocol::CostRule::Published) == start);
    }

    void pinsHoldThroughTrainingAndDiscretisation()
    {
        const SharedSample sample;
        const mapping::Restrictions pins = pinsOf(sample);
        const auto model = sample.searched(pins);
        model->setCost(relaxedCost(sample.table, latency, rule));
        protocol::Schedule schedule;
        schedule.mappingRate = 0.5; // far enough in a few steps
        learn::Optimisers optimisers = learn::optimisersFor(*model, schedule);
        for (int step = 0; step < 8; ++step)
            learn::trainingStep(*model, optimisers, sample.images, torch::tensor({0, 1, 2, 3, 0, 1}, learn::onDevice()),
                                3, 0.01, learn::Mode::Training);
        const torch::Tensor moved = model->weights().shares(sample.table.layers[1].layer.node);
        QVERIFY((moved - 0.5).abs().max().item<float>() >
                0.1f); // From all but equal shares: the training did move them.
        QVERIFY(sharesKeepTo(pins, sample, *model));
        QVERIFY(mapping::keepsTo(pins, sample.table, found(sample, *model, pins)));
    }

    void pinsHoldWhateverTheSharesSay()
    {
        const SharedSample sample;
        const mapping::Restrictions pins = pinsOf(sample);
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto model = sample.searched(pins);
            scatter(*model, seed, 100); // saturated: free shares of exactly 0 and 1 too
            QVERIFY(mapping::keepsTo(pins, sample.table, found(sample, *model, pins)));
        }
    }

    void limitsAreKept_data()
    {
        QTest::addColumn<double>("latency");
        QTest::addColumn<double>("energy");
        QTest::newRow("latency") << 0.9 << 2.0;
        QTest::newRow("energy") << 2.0 << 0.9;
        QTest::newRow("both") << 0.95 << 0.9;
    }

    void limitsAreKept()
    {
        QFETCH(double, latency);
        QFETCH(double, energy);
        const SharedSample sample;
        mapping::Restrictions restrictions = pinsOf(sample);
        const auto model = sample.searched(restrictions);
        scatter(*model, 2, 1);
        const mapping::MappingCost unlimited = mapping::costOf(sample.table, found(sample, *model, restrictions));
        restrictions.mostLatency_ms = unlimited.latency_ms * latency;
        restrictions.mostEnergy_uJ = unlimited.energy_uJ * energy;
        const mapping::Mapping limited = found(sample, *model, restrictions);
        QVERIFY(mapping::keepsTo(restrictions, sample.table, limited));
        // The limit is used, not undercut: the steps of this network are far smaller than a tenth of it.
        const mapping::MappingCost cost = mapping::costOf(sample.table, limited);
        QVERIFY(cost.latency_ms > 0.9 * *restrictions.mostLatency_ms ||
                cost.energy_uJ > 0.9 * *restrictions.mostEnergy_uJ);
    }

    void limitThatIsKeptAnywayChangesNothing()
    {
        const SharedSample sample;
        const auto model = sample.searched();
        scatter(*model, 4, 1);
        QVERIFY(found(sample, *model, {.mostLatency_ms = 1e3, .mostEnergy_uJ = 1e6}) == found(sample, *model, {}));
    }

    void saysWhichLimitCannotBeMet()
    {
        const SharedSample sample;
        const QString message = errorMessage([&] { checkReachable(sample.table, {.mostLatency_ms = 1e-6}); });
        QVERIFY2(message.contains("1e-06 ms") && message.contains("fastest"), qPrintable(message));
        checkReachable(sample.table, {.mostLatency_ms = 1e3});
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestDiscretise)
#include "tst_discretise.moc"
