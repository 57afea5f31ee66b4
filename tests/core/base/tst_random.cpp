// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <set>

using namespace odimo;

class TestRandom : public QObject {
    Q_OBJECT

private slots:
    void bitsAreThoseOfSplitMix64()
    {
        // The published test sequence of the generator for this seed.
        Random random(1234567);
        QCOMPARE(random.bits(), 6457827717110365317u);
        QCOMPARE(random.bits(), 3203168211198807973u);
        QCOMPARE(random.bits(), 9817491932198370423u);
        QCOMPARE(random.bits(), 4593380528125082431u);
        QCOMPARE(random.bits(), 16408922859458223821u);
    }

    void uniformFillsTheUnitInterval()
    {
        Random random(1);
        double sum = 0;
        double least = 1;
        double most = 0;
        for (int i = 0; i < 10000; ++i) {
            const double value = random.uniform();
            sum += value;
            least = std::min(least, value);
            most = std::max(most, value);
        }
        QVERIFY(least >= 0 && least < 0.01);
        QVERIFY(most < 1 && most > 0.99);
        // Six standard deviations of the mean, sqrt(1 / 12 / 10000).
        QVERIFY(std::abs(sum / 10000 - 0.5) < 0.018);
    }

    void belowReachesEveryNumberAndNoOther()
    {
        Random random(2);
        std::set<int> seen;
        for (int i = 0; i < 1000; ++i)
            seen.insert(random.below(7));
        QCOMPARE(seen, (std::set{0, 1, 2, 3, 4, 5, 6}));
        QCOMPARE(random.below(1), 0);
    }

    void normalHasMeanZeroAndVarianceOne()
    {
        Random random(3);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 10000; ++i) {
            const double value = random.normal();
            sum += value;
            squares += value * value;
        }
        // Six standard deviations: 1 / sqrt(10000) for the mean, sqrt(2 / 10000) for the variance.
        QVERIFY(std::abs(sum / 10000) < 0.06);
        QVERIFY(std::abs(squares / 10000 - 1) < 0.085);
    }

    void shuffleIsAPermutationThatTheSeedDecides()
    {
        const auto shuffled = [](std::uint64_t seed) {
            std::vector<int> values(100);
            std::iota(values.begin(), values.end(), 0);
            Random random(seed);
            shuffle(values, random);
            return values;
        };
        std::vector<int> sorted = shuffled(4);
        QVERIFY(sorted == shuffled(4));
        QVERIFY(sorted != shuffled(5));
        std::sort(sorted.begin(), sorted.end());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(sorted[static_cast<std::size_t>(i)], i);
    }

    void derivedSeedsDiffer()
    {
        std::set<std::uint64_t> seeds;
        for (std::uint64_t seed = 0; seed < 30; ++seed)
            for (std::uint64_t purpose = 0; purpose < 30; ++purpose)
                seeds.insert(deriveSeed(seed, purpose));
        QCOMPARE(seeds.size(), std::size_t(900));
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
