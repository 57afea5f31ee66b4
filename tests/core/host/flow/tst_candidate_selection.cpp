// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/candidate_selection.h"

#include <QTest>

#include <algorithm>

using namespace odimo::host;

class TestCandidateSelection : public QObject {
    Q_OBJECT

private:
    /// Ten candidates, cost 1 to 10, whose previews fall towards the cheap end.
    static std::vector<Candidate> candidates()
    {
        std::vector<Candidate> all;
        for (int i = 1; i <= 10; ++i)
            all.push_back({.run = i, .cost = static_cast<double>(i), .previewAccuracy = 0.9 - 0.3 / (i * i)});
        return all;
    }

    static std::vector<std::int64_t> runs(const std::vector<FineTuning> &tunings)
    {
        std::vector<std::int64_t> ids;
        for (const FineTuning &tuning : tunings)
            ids.push_back(tuning.run);
        return ids;
    }

    /// Tunes both ends: the cheap one gains 10 %, the dear one `topGain`.
    static std::vector<Candidate> withEnds(double topGain)
    {
        std::vector<Candidate> all = candidates();
        all.front().tunedAccuracy = all.front().previewAccuracy + 0.1;
        all.back().tunedAccuracy = all.back().previewAccuracy + topGain;
        return all;
    }

private slots:
    void beginsWithBothEnds()
    {
        QCOMPARE(runs(nextFineTunings(candidates(), {}, 2)), (std::vector<std::int64_t>{1, 10}));
        QCOMPARE(runs(nextFineTunings(candidates(), {}, 1)), (std::vector<std::int64_t>{1}));
    }

    void targetsComeFirst()
    {
        std::vector<Candidate> all = candidates();
        all[4].isTarget = true;
        QCOMPARE(runs(nextFineTunings(all, {}, 2)), (std::vector<std::int64_t>{5, 1}));
    }

    void halvesTheLargestGap()
    {
        std::vector<Candidate> all = withEnds(0.05);
        const std::vector<FineTuning> first = nextFineTunings(all, {}, 1);
        QCOMPARE(runs(first), (std::vector<std::int64_t>{5}));
        all[4].tunedAccuracy = 0.93; // Between 5 and 10 nothing rises, so the gap from 1 to 5 is the larger one.
        QCOMPARE(runs(nextFineTunings(all, {}, 1)), (std::vector<std::int64_t>{3}));
    }

    void startsNearTheNearestInCost()
    {
        std::vector<Candidate> all = withEnds(0.05);
        QVERIFY(!nextFineTunings(candidates(), {}, 1).front().neighbour);
        all[4].tunedAccuracy = 0.93;
        QCOMPARE(nextFineTunings(all, {}, 1).front().neighbour, 1);
        all[1].tunedAccuracy = 0.9;
        QCOMPARE(nextFineTunings(all, {}, 1), (std::vector<FineTuning>{{.run = 7, .neighbour = 5}}));
    }

    void leavesWhatHasLostNothing()
    {
        // The dear end has gained nothing, so only previews that have lost more than 0.3 % matter.
        std::vector<Candidate> all = withEnds(0);
        for (int round = 0; round < 20; ++round)
            for (const FineTuning &tuning : nextFineTunings(all, {}, 2)) {
                Candidate &tuned = all[static_cast<std::size_t>(tuning.run - 1)];
                QVERIFY(all.back().previewAccuracy - tuned.previewAccuracy > 0.003);
                tuned.tunedAccuracy = tuned.previewAccuracy + 0.002;
            }
        QVERIFY(all[1].tunedAccuracy);
        QVERIFY(!all[8].tunedAccuracy);
    }

    void leavesWhatACheaperOneBeats()
    {
        std::vector<Candidate> all = candidates();
        for (Candidate &candidate : all)
            candidate.previewAccuracy = 0.5; // No gain at the top; nothing can beat the cheapest.
        all.front().tunedAccuracy = 0.9;
        all.back().tunedAccuracy = 0.5;
        QVERIFY(nextFineTunings(all, {}, 2).empty());
    }

    void leavesWhatCannotReachTheLeastAccuracy()
    {
        std::vector<Candidate> all = withEnds(0.05);
        for (const FineTuning &tuning : nextFineTunings(all, {.leastAccuracy = 0.96}, 3))
            QVERIFY(tuning.run > 1);
        QVERIFY(nextFineTunings(all, {.leastAccuracy = 1.2}, 3).empty());
    }

    void fewImagesRaiseTheNoise()
    {
        QCOMPARE(selectionRuleFor(0.9, 1'000'000).noise, 0.003);
        QVERIFY(selectionRuleFor(0.9, 100).noise > 0.01);
        QVERIFY(selectionRuleFor(1.0, 0).noise >= 0.003);
    }

    void nothingComesOfNothing() { QVERIFY(nextFineTunings({}, {}, 3).empty()); }
};

QTEST_APPLESS_MAIN(TestCandidateSelection)
#include "tst_candidate_selection.moc"
