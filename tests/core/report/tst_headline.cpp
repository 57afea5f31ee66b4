// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/headline.h"

#include <QTest>

using namespace odimo;
using namespace odimo::report;

class TestHeadline : public QObject {
    Q_OBJECT

    static constexpr mapping::Cost reference{.latency_cycles = 1000, .latency_ms = 1, .energy_uJ = 10};
    static constexpr std::int64_t images = 10'000;

    host::Front m_front;
    Scores m_scores;

    /// In the order of a front: what is not dominated first, by ascending cost.
    void add(std::int64_t run, double share, std::int64_t correct, const char *baseline = "", bool dominated = false)
    {
        host::FrontEntry entry;
        entry.run = run;
        entry.accuracy = static_cast<double>(correct) / images;
        entry.interval = mapping::accuracyInterval(correct, images);
        entry.cost = {.latency_cycles = share * 1000, .latency_ms = share, .energy_uJ = share * 10};
        entry.baseline = baseline;
        entry.dominated = dominated;
        m_front.points.push_back(entry);
        m_scores[run] = {.correct = correct, .total = images};
    }

    Headline headline() const { return headlineOf(m_front, m_scores, reference, "all-digital"); }
    QString sentence() const { return QString::fromStdString(headline().sentence); }
    QString detail() const { return QString::fromStdString(headline().detail); }

private slots:
    void init()
    {
        m_front = {};
        m_scores.clear();
    }

    void comparesWithTheReferenceAndTheBestHandMadeMapping()
    {
        add(3, 0.5, 8900);
        add(5, 0.69, 9160);
        add(2, 1, 9200, "all-digital");
        add(4, 0.784, 9155, "first-and-last-digital", true);
        QCOMPARE(sentence(), "At most 0.5 % accuracy for 31 % less latency than all-digital; 12 % less than the best "
                             "hand-made mapping.");
        QCOMPARE(headline().run, std::optional<std::int64_t>(5));
        QVERIFY2(detail().contains("first-and-last-digital (run 4, 91.55 % (90.99 to 92.08 %))"), qPrintable(detail()));
        QVERIFY2(detail().contains("a difference of −0.40 % (−1.16 to +0.36 %)"), qPrintable(detail()));
    }

    void halfAPercentIsStillHalfAPercent_data()
    {
        QTest::addColumn<qint64>("correct");
        QTest::addColumn<bool>("praised");
        QTest::newRow("50 images of 10,000") << qint64(9070) << true; // 0.912 - 0.907 is 0.00500000000000000444.
        QTest::newRow("51") << qint64(9069) << false;
    }

    void halfAPercentIsStillHalfAPercent()
    {
        QFETCH(qint64, correct);
        QFETCH(bool, praised);
        add(5, 0.7, correct);
        add(2, 1, 9120, "all-digital");
        QCOMPARE(headline().run.has_value(), praised);
        if (!praised)
            QVERIFY2(detail().startsWith("No cheaper mapping stays within 0.5 %"), qPrintable(detail()));
    }

    void aGainIsAGain()
    {
        add(5, 0.7, 9290);
        add(2, 1, 9200, "all-digital", true);
        QCOMPARE(sentence(), "0.90 % more accuracy for 30 % less latency than all-digital.");
    }

    void aGainThatMayBeChanceIsNone()
    {
        add(5, 0.7, 9250);
        add(2, 1, 9200, "all-digital", true);
        QCOMPARE(sentence(), "Equal accuracy, within the 95 % interval, for 30 % less latency than all-digital.");
        QVERIFY2(detail().contains("a difference of +0.50 % (−0.24 to +1.24 %)"), qPrintable(detail()));
    }

    void headlineAndDetailRoundAlike()
    {
        add(3, 0.98, 228, "", false);
        add(2, 1, 188, "all-digital", true);
        for (std::size_t point : {0, 1}) { // Of 256 images: 0.890625 and 0.734375, 15.625 % apart.
            host::FrontEntry &entry = m_front.points[point];
            const std::int64_t correct = point == 0 ? 228 : 188;
            entry.accuracy = static_cast<double>(correct) / 256;
            entry.interval = mapping::accuracyInterval(correct, 256);
            m_scores[entry.run].total = 256;
        }
        QVERIFY2(sentence().startsWith("15.62 % more accuracy"), qPrintable(sentence()));
        QVERIFY2(detail().contains("a difference of +15.62 %"), qPrintable(detail()));
    }

    void aHandMadeMappingThatLosesTooMuchIsNoRival()
    {
        add(4, 0.6, 9100, "all-analog");
        add(5, 0.7, 9170);
        add(2, 1, 9200, "all-digital");
        QCOMPARE(sentence(), "At most 0.5 % accuracy for 30 % less latency than all-digital.");
    }

    void saysWhatIsMissing()
    {
        QCOMPARE(sentence(), "No mapping has a measured accuracy yet.");
        add(5, 0.7, 9170);
        QCOMPARE(sentence(), "1 of 1 measured mapping is on the front.");
        QCOMPARE(detail(), "The mapping all-digital was not measured, so nothing is compared with it.");
    }
};

QTEST_APPLESS_MAIN(TestHeadline)
#include "tst_headline.moc"
