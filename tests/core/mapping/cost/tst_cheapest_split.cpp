// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/mapping/cost/cheapest_split.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <limits>
#include <numeric>

using namespace odimo;
using namespace odimo::mapping;

namespace {

constexpr Objective objectives[] = {Objective::Latency, Objective::Energy};

/// Units of 8 weight bits, one unit more of each fewer; every set of them has a power of its own.
platform::Platform platformOf(int units, Random &random)
{
    platform::Platform platform;
    platform.name = "many";
    platform.clock_Hz = 1e3;
    for (int unit = 0; unit < units; ++unit)
        platform.units.push_back(samples::linearUnit("unit" + std::to_string(unit), 2 + unit * 3 % 7, 1 + unit % 3));
    for (unsigned set = 1; set < 1U << units; ++set) {
        platform::PowerState &state = platform.power.emplace_back();
        for (int unit = 0; unit < units; ++unit) {
            if ((set >> unit & 1U) != 0)
                state.activeUnits.push_back(unit);
        }
        state.power_mW = 1 + random.below(10);
    }
    return platform;
}

/// Any cycles, falling ones and some for no channels too.
LayerTable randomLayer(const platform::Platform &platform, int channels, Random &random)
{
    LayerTable layer = makeLayerTable(samples::layer({.name = "x", .outChannels = channels}), platform);
    for (std::optional<std::vector<double>> &cycles : layer.cycles) {
        for (double &each : *cycles)
            each = random.below(12);
        if (random.below(2) == 0)
            cycles->front() = 0;
    }
    if (platform.units.size() > 2 && random.below(3) == 0)
        layer.cycles[static_cast<std::size_t>(random.below(static_cast<int>(platform.units.size())))].reset();
    return layer;
}

/// Of all splits of `channels` from unit `first` on; the most channels on the reference units among equals.
class BruteForce {
public:
    BruteForce(const LayerTable &layer, const platform::Platform &platform, Objective objective)
        : m_layer(layer), m_platform(platform), m_objective(objective), m_order(platform.referenceOrder())
    {
        std::vector<int> split(platform.units.size(), 0);
        divide(split, 0, layer.layer.geometry.outChannels);
    }
    double least() const { return m_least; }
    std::vector<int> split() const { return m_best; }

private:
    void divide(std::vector<int> &split, std::size_t position, int channels)
    {
        const auto unit = static_cast<std::size_t>(m_order[position]);
        const bool last = position + 1 == m_order.size();
        for (int here = channels; here >= (last ? channels : 0); --here) {
            if (here > 0 && !m_layer.cycles[unit])
                continue;
            split[unit] = here;
            if (!last) {
                divide(split, position + 1, channels - here);
            } else if (const double cost = costOfLayer(m_layer, m_platform, split).value(m_objective);
                       cost < m_least * (1 - 1e-9)) {
                m_least = cost;
                m_best = split;
            }
        }
        split[unit] = 0;
    }

    const LayerTable &m_layer;
    const platform::Platform &m_platform;
    Objective m_objective;
    std::vector<int> m_order;
    double m_least = std::numeric_limits<double>::max();
    std::vector<int> m_best;
};

} // namespace

class TestCheapestSplit : public QObject {
    Q_OBJECT

private slots:
    void equalsBruteForce_data()
    {
        QTest::addColumn<int>("units");
        for (int units = 1; units <= 5; ++units)
            QTest::addRow("%d units", units) << units;
    }
    void equalsBruteForce()
    {
        QFETCH(int, units);
        Random random(static_cast<std::uint64_t>(units));
        for (int instance = 0; instance < 60; ++instance) {
            const platform::Platform platform = platformOf(units, random);
            const LayerTable layer = randomLayer(platform, 1 + random.below(9), random);
            for (const Objective objective : objectives) {
                const BruteForce expected(layer, platform, objective);
                const std::vector<int> split = cheapestSplit(layer, platform, objective);
                QVERIFY(std::abs(costOfLayer(layer, platform, split).value(objective) - expected.least()) <
                        1e-9 * (1 + expected.least()));
                QCOMPARE(split, expected.split());
            }
        }
    }

    /// 10^15 splits.
    void endsForManyChannelsOnEightUnits()
    {
        Random random(9);
        const platform::Platform platform = platformOf(8, random);
        const LayerTable layer = makeLayerTable(samples::layer({.name = "x", .outChannels = 512}), platform);
        const std::vector<int> fastest = cheapestSplit(layer, platform, Objective::Latency);
        QCOMPARE(std::accumulate(fastest.begin(), fastest.end(), 0), 512);
        // Three units take 1 cycle a channel, three 2 and two 3: 510 channels in 99 cycles, 516 in 100.
        QCOMPARE(costOfLayer(layer, platform, fastest).latency_cycles, 100.0);
        const std::vector<int> frugal = cheapestSplit(layer, platform, Objective::Energy);
        const double least = costOfLayer(layer, platform, frugal).energy_uJ;
        QVERIFY(least <= costOfLayer(layer, platform, fastest).energy_uJ);
        for (int draw = 0; draw < 1000; ++draw) {
            std::vector<int> other(8, 0);
            for (int channel = 0; channel < 512; ++channel)
                ++other[static_cast<std::size_t>(std::min(random.below(8), draw % 8))];
            QVERIFY(least <= costOfLayer(layer, platform, other).energy_uJ * (1 + 1e-9));
        }
    }
};

QTEST_APPLESS_MAIN(TestCheapestSplit)
#include "tst_cheapest_split.moc"
