// SPDX-License-Identifier: Apache-2.0
#include "core/host/repeat/verdict.h"

#include <QTest>

using namespace odimo;
using namespace odimo::host;
using project::Verdict;

class TestVerdict : public QObject {
    Q_OBJECT

private:
    static RunResult result(std::int64_t correct, const std::string &weights, double loss = 0.5)
    {
        return {.test = {{.split = "test", .numerics = "fake", .correct = correct, .total = 10'000, .loss = loss}, {}},
                .mapping = mapping::Mapping{{{.layer = "conv", .unitOfChannel = {0, 1, 1}}}},
                .weights = weights,
                .worker = protocol::Hello{
                    .protocol = 9, .version = "0.1.0", .torch = "1.13.1", .device = "cpu", .threads = 2}};
    }

    static QString explanation(const RunResult &first, const RunResult &again)
    {
        return QString::fromStdString(judge(first, again).explanation);
    }

private slots:
    void theSameWeightsAreIdentical()
    {
        const Judgement judgement = judge(result(8765, "a"), result(8765, "a"));
        QCOMPARE(judgement.verdict, Verdict::Identical);
        QCOMPARE(judgement.explanation,
                 std::string("87.65 % of 10,000 images both times, with the same weights bit by bit"));
    }

    void whereWeightsAreNotKeptTheLossDecides()
    {
        RunResult pruned = result(8765, "");
        pruned.weights.reset();
        QCOMPARE(judge(pruned, result(8765, "a")).verdict, Verdict::Identical);
        QCOMPARE(judge(pruned, result(8765, "a", 0.25)).verdict, Verdict::Equal);
    }

    void otherWeightsAreEqualWithinTheInterval()
    {
        QCOMPARE(judge(result(8765, "a"), result(8765, "b")).verdict, Verdict::Equal);
        QCOMPARE(judge(result(8765, "a"), result(8700, "b")).verdict, Verdict::Equal);
        QVERIFY(explanation(result(8765, "a"), result(8700, "b"))
                    .startsWith("87.00 % instead of 87.65 % of 10,000 images, with other weights; 95 % interval"));
    }

    void moreThanChanceIsDifferent()
    {
        QCOMPARE(judge(result(8765, "a"), result(8500, "b")).verdict, Verdict::Different);
    }

    void anotherMappingIsDifferent()
    {
        RunResult other = result(8765, "a");
        other.mapping->layers.front().unitOfChannel = {1, 0, 1};
        QCOMPARE(judge(result(8765, "a"), other).verdict, Verdict::Different);
        QVERIFY(explanation(result(8765, "a"), other).contains("2 channel(s) on another unit"));
    }

    void whatWasDifferentWhereItWasComputedIsNamed()
    {
        RunResult elsewhere = result(8700, "b");
        elsewhere.worker->torch = "2.6.0";
        elsewhere.worker->threads = 4;
        QVERIFY(explanation(result(8765, "a"), elsewhere)
                    .endsWith(" (LibTorch 2.6.0 instead of 1.13.1, threads 4 instead of 2)"));
        elsewhere.worker.reset();
        QVERIFY(!explanation(result(8765, "a"), elsewhere).contains("LibTorch"));
    }
};

QTEST_APPLESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
