// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/replay/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/replay/replay_canvas.h"
#include "widgets/replay/replay_view.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace odimo::widgets;

namespace {

/// A view with actions as the table of actions has them.
struct Shown {
    QAction play{"Play"}, first{"First"}, previous{"Previous"}, next{"Next"}, last{"Last"}, live{"Live"}, save{"Save"};
    ReplayView view{ReplayActions{&play, &first, &previous, &next, &last, &live, &save}};

    Shown()
    {
        play.setCheckable(true);
        live.setCheckable(true);
        view.resize(900, 600);
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
    int moment() { return view.player().moment(); }
    QSlider &slider() { return *view.findChild<QSlider *>(); }
    QAbstractButton &button(const QString &name)
    {
        for (QAbstractButton *each : view.findChildren<QAbstractButton *>())
            if (each->accessibleName() == name)
                return *each;
        qFatal("no such button");
    }
    bool says(const QString &text)
    {
        return std::ranges::any_of(view.findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }
};

} // namespace

class ReplayViewTest : public QObject {
    Q_OBJECT

private:
    odimo::tests::WarningCollector m_warnings;

private slots:
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

    void keysGoFromMomentToMoment()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        QCOMPARE(shown.moment(), 4);
        QVERIFY(shown.says("5 of 5"));
        for (QWidget *focus : std::initializer_list<QWidget *>{&shown.view.canvas(), &shown.slider()}) {
            focus->setFocus();
            QTest::keyClick(focus, Qt::Key_Home);
            QCOMPARE(shown.moment(), 0);
            QTest::keyClick(focus, Qt::Key_Right);
            QTest::keyClick(focus, Qt::Key_Right);
            QCOMPARE(shown.moment(), 2);
            QTest::keyClick(focus, Qt::Key_Left);
            QCOMPARE(shown.moment(), 1);
            QVERIFY(shown.says("2 of 5"));
            QTest::keyClick(focus, Qt::Key_End);
            QCOMPARE(shown.moment(), 4);
        }
        QVERIFY(shown.view.canvas().accessibleDescription().contains("Epoch 5"));
        QVERIFY(shown.slider().accessibleDescription().contains("after 4 s"));
    }

    void spacePlaysAndStops()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        shown.view.player().setMomentsPerSecond(0.5);
        shown.view.canvas().setFocus();
        QTest::keyClick(&shown.view.canvas(), Qt::Key_Space);
        QVERIFY(shown.view.player().isPlaying() && shown.play.isChecked());
        QCOMPARE(shown.moment(), 0);
        QTest::keyClick(&shown.view.canvas(), Qt::Key_Space);
        QVERIFY(!shown.view.player().isPlaying() && !shown.play.isChecked());
        QTest::mouseClick(&shown.button("Play"), Qt::LeftButton);
        QVERIFY(shown.view.player().isPlaying());
        shown.view.player().setMomentsPerSecond(200);
        QTRY_VERIFY(!shown.play.isChecked());
        QCOMPARE(shown.moment(), 4);
    }

    void buttonsAndTheRibbonSeek()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        QTest::mouseClick(&shown.button("First"), Qt::LeftButton);
        QCOMPARE(shown.moment(), 0);
        QTest::mouseClick(&shown.button("Next"), Qt::LeftButton);
        QCOMPARE(shown.moment(), 1);
        ReplayCanvas &canvas = shown.view.canvas();
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.placeOf(3));
        QCOMPARE(shown.moment(), 3);
        QTest::mousePress(&canvas, Qt::LeftButton, {}, canvas.placeOf(3));
        QTest::mouseMove(&canvas, canvas.placeOf(0));
        QTRY_COMPARE(shown.moment(), 0);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, canvas.placeOf(0));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, QPoint(10, 5)); // The title.
        QCOMPARE(shown.moment(), 0);
    }

    void liveFollowsUntilOneLooksBackAndReturns()
    {
        Shown shown;
        ReplayValues values = samples::channelsReplay(2);
        values.isLive = true;
        shown.view.showReplay("run-4", values);
        QVERIFY(shown.live.isChecked() && shown.button("Live").isVisible());
        const auto grow = [&](int moments) {
            values = samples::channelsReplay(moments);
            values.isLive = true;
            shown.view.showReplay("run-4", values);
        };
        grow(3);
        QCOMPARE(shown.moment(), 2);
        shown.slider().setFocus();
        QTest::keyClick(&shown.slider(), Qt::Key_Home);
        QVERIFY(!shown.live.isChecked());
        grow(4);
        QCOMPARE(shown.moment(), 0);
        QTest::mouseClick(&shown.button("Live"), Qt::LeftButton);
        QCOMPARE(shown.moment(), 3);
        QVERIFY(shown.live.isChecked());
        QTest::mouseClick(&shown.button("Live"), Qt::LeftButton); // Once more: it stays live.
        QVERIFY(shown.live.isChecked());
        grow(5);
        QCOMPARE(shown.moment(), 4);
        shown.view.showReplay("run-4", samples::channelsReplay(6));
        QVERIFY(!shown.button("Live").isVisible() && !shown.live.isEnabled());
    }

    void anotherReplayBeginsAtItsNewestMoment()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        shown.view.player().first();
        shown.view.showReplay("front-latency", samples::frontReplay(3));
        QCOMPARE(shown.moment(), 2);
        QCOMPARE(shown.slider().maximum(), 2);
    }

    void anEmptyViewSaysWhyAndOffersNothingToPlay()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        shown.view.showText("No search has moved channels yet", "because");
        QVERIFY(shown.view.emptyState().isEmpty());
        QVERIFY(shown.says("No search has moved channels yet"));
        for (const QAction *action :
             {&shown.play, &shown.first, &shown.previous, &shown.next, &shown.last, &shown.live, &shown.save})
            QVERIFY(!action->isEnabled());
        QTest::keyClick(&shown.view, Qt::Key_Space);
        QVERIFY(!shown.view.player().isPlaying());
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        QVERIFY(shown.play.isEnabled());
    }

    void theCostIsAskedForOfAFrontAlone()
    {
        Shown shown;
        QSignalSpy changed(&shown.view, &ReplayView::subjectChanged);
        shown.view.setSubject(ReplaySubject::Front);
        const QList<QComboBox *> boxes = shown.view.findChildren<QComboBox *>();
        const auto cost = std::ranges::find(boxes, QString("Cost of the front"), &QComboBox::accessibleName);
        QVERIFY(cost != boxes.end() && (*cost)->isVisible());
        (*cost)->setCurrentIndex(1);
        QCOMPARE(shown.view.objective(), odimo::mapping::Objective::Energy);
        shown.view.setSubject(ReplaySubject::Channels);
        QVERIFY(!(*cost)->isVisible());
        QCOMPARE(changed.count(), 3);
    }

    void everythingHasAName()
    {
        Shown shown;
        shown.view.showReplay("run-4", samples::channelsReplay(5));
        for (const QWidget *widget : shown.view.findChildren<QWidget *>())
            if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible())
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }
};

QTEST_MAIN(ReplayViewTest)
#include "tst_replay_view.moc"
