// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/editor/edit_actions.h"
#include "widgets/editor/accuracy_badge.h"
#include "widgets/editor/edit_bar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo;
using namespace odimo::tests;
using namespace odimo::widgets;

class TestEditBar : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void showsTheRunAsItIs()
    {
        EditBar bar(m_actions.all());
        bar.setSummary(unedited());
        QCOMPARE(bar.text(), QString::fromUtf8("Run 12, instant 63.4 %\n0.400 ms   20.00 µJ"));
        QCOMPARE(bar.accuracy().text(), "88.91 % measured");
        QVERIFY(!bar.accuracy().isStale());
    }

    void anEditIsStaleUntilItIsMeasured()
    {
        EditBar bar(m_actions.all());
        EditSummary summary = edited();
        bar.setSummary(summary);
        QCOMPARE(bar.text(), QString::fromUtf8("Edited from run 12: 21 channels of 2 layers moved\n"
                                               "0.440 ms (+10.0 %)   19.00 µJ (−5.0 %)"));
        QCOMPARE(bar.accuracy().text(), "88.50 % predicted (−0.30)");
        QVERIFY(bar.accuracy().isStale());
        summary.activity = "Run 14 measures this mapping";
        bar.setSummary(summary);
        QCOMPARE(bar.accuracy().text(), "Run 14 measures this mapping");
        QVERIFY(bar.accuracy().isStale());
        summary.evaluated = 0.8867;
        bar.setSummary(summary);
        QCOMPARE(bar.accuracy().text(), "88.67 % measured after the edit");
        QVERIFY(!bar.accuracy().isStale());
    }

    void withoutAnAnalysisNothingIsPredicted()
    {
        EditBar bar(m_actions.all());
        EditSummary summary = edited();
        summary.predictedBefore = summary.predictedAfter = std::nullopt;
        bar.setSummary(summary);
        QCOMPARE(bar.accuracy().text(), "Not measured since the edit");
    }

    void aStaleAccuracyIsHatched()
    {
        EditBar bar(m_actions.all());
        bar.resize(1400, 80);
        bar.setSummary(edited());
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        auto *badge = bar.findChild<AccuracyBadge *>();
        QVERIFY(colors(*badge) > 2);
        EditSummary summary = edited();
        summary.evaluated = 0.88;
        bar.setSummary(summary);
        const QColor corner = badge->grab().toImage().pixelColor(1, badge->height() / 2);
        QCOMPARE(corner, bar.palette().color(QPalette::Window));
    }

    void whatHasNoRoomEndsInAnEllipsis()
    {
        EditBar bar(m_actions.all());
        bar.setSummary(edited());
        bar.resize(bar.minimumSizeHint());
        bar.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bar));
        auto *title = bar.findChild<QLabel *>("editTitle");
        title->repaint();
        QVERIFY(title->width() < title->sizeHint().width());
        QCOMPARE(title->toolTip(), title->text());
        bar.resize(1800, bar.height());
        title->repaint();
        QCOMPARE(title->toolTip(), QString());
    }

    void buttonsTriggerTheirActions()
    {
        EditBar bar(m_actions.all());
        bar.setSummary(edited());
        for (QAction *action :
             {&m_actions.fill, &m_actions.drop, &m_actions.discard, &m_actions.evaluate, &m_actions.fineTune}) {
            QSignalSpy triggered(action, &QAction::triggered);
            for (QPushButton *button : bar.findChildren<QPushButton *>())
                if (button->text() == action->text())
                    button->click();
            QCOMPARE(triggered.count(), 1);
        }
        QCOMPARE(bar.findChild<QLabel *>("fillBlocksText")->text(), "+37 8-bit channels in 9 layers for +1.1 % cycles");
        QCOMPARE(bar.findChild<QLabel *>("dropStragglersText")->text(), "Nothing to move");
    }

private:
    static EditSummary unedited()
    {
        EditSummary summary;
        summary.run = 12;
        summary.name = "instant 63.4 %";
        summary.before = summary.after = {.latency_cycles = 104e3, .latency_ms = 0.4, .energy_uJ = 20};
        summary.measured = 0.8891;
        summary.predictedBefore = summary.predictedAfter = 0.888;
        summary.fillBlocks = "+37 8-bit channels in 9 layers for +1.1 % cycles";
        summary.dropStragglers = "Nothing to move";
        return summary;
    }

    static EditSummary edited()
    {
        EditSummary summary = unedited();
        summary.layers = 2;
        summary.channels = 21;
        summary.after = {.latency_cycles = 114.4e3, .latency_ms = 0.44, .energy_uJ = 19};
        summary.predictedAfter = 0.885;
        return summary;
    }

    static int colors(QWidget &widget)
    {
        QSet<QRgb> found;
        const QImage image = widget.grab().toImage();
        for (int x = 0; x < image.width(); ++x)
            found << image.pixel(x, 3 * image.devicePixelRatio());
        return static_cast<int>(found.size());
    }

    SampleActions m_actions;
};

QTEST_MAIN(TestEditBar)
#include "tst_edit_bar.moc"
