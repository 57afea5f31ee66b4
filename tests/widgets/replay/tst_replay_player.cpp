// SPDX-License-Identifier: Apache-2.0
#include "widgets/replay/replay_player.h"

#include <QSignalSpy>
#include <QTest>

using odimo::widgets::ReplayPlayer;

class ReplayPlayerTest : public QObject {
    Q_OBJECT

private slots:
    void followsTheNewestMomentUntilOneLooksBack()
    {
        ReplayPlayer player;
        QCOMPARE(player.moment(), -1);
        player.restart(2);
        QCOMPARE(player.moment(), 1);
        player.setMoments(3);
        QCOMPARE(player.moment(), 2);
        player.previous();
        QVERIFY(!player.follows());
        player.setMoments(4);
        QCOMPARE(player.moment(), 1);
        player.last();
        QVERIFY(player.follows());
        player.setMoments(5);
        QCOMPARE(player.moment(), 4);
    }

    void staysWithinTheMoments()
    {
        ReplayPlayer player;
        player.next();
        QCOMPARE(player.moment(), -1);
        player.restart(3);
        player.next();
        QCOMPARE(player.moment(), 2);
        player.first();
        player.previous();
        QCOMPARE(player.moment(), 0);
        player.seek(99);
        QCOMPARE(player.moment(), 2);
        player.seek(1);
        player.setMoments(1); // The search began anew.
        QCOMPARE(player.moment(), 0);
        player.setMoments(0);
        QCOMPARE(player.moment(), -1);
    }

    void playsFromTheFirstMomentToTheLastAndStops()
    {
        ReplayPlayer player;
        player.setMomentsPerSecond(200);
        player.restart(4);
        QSignalSpy playing(&player, &ReplayPlayer::playingChanged);
        QList<int> seen;
        connect(&player, &ReplayPlayer::changed, this, [&] { seen << player.moment(); });
        player.setPlaying(true);
        QTRY_VERIFY(!player.isPlaying());
        QCOMPARE(seen, QList<int>({0, 1, 2, 3}));
        QCOMPARE(playing.count(), 2);
        QVERIFY(player.follows());
    }

    void playsOnFromWhereItStands()
    {
        ReplayPlayer player;
        player.setMomentsPerSecond(200);
        player.restart(4);
        player.seek(2);
        player.setPlaying(true);
        QCOMPARE(player.moment(), 2);
        QTRY_COMPARE(player.moment(), 3);
    }

    void aSingleMomentIsNoPlay()
    {
        ReplayPlayer player;
        player.restart(1);
        player.setPlaying(true);
        QVERIFY(!player.isPlaying());
    }

    void anotherReplayStopsThisOne()
    {
        ReplayPlayer player;
        player.restart(9);
        player.setPlaying(true);
        player.restart(3);
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.moment(), 2);
    }
};

QTEST_GUILESS_MAIN(ReplayPlayerTest)
#include "tst_replay_player.moc"
