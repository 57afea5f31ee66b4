// SPDX-License-Identifier: Apache-2.0
#include "tests/core/host/kept_results.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

#include <csignal>
#include <thread>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

/// Killed, without room, and two at a time: nothing is lost, and nothing is left that is in the way.
class TestSafety : public QObject {
    Q_OBJECT

private:
    /// Runs the host with `setting` at operation `number`; returns its exit code, 128 + 9 if it was killed.
    static int runHost(const ExplorationFixture &fixture, const QString &setting, int number, const QString &what,
                       QString *words = nullptr)
    {
        QProcess host;
        watchDisk(host, fixture.project().parent_path(), setting, QString::number(number));
        host.start(LONE_HOST, {QString::fromStdString(fixture.project().string()), what});
        host.waitForFinished(60'000);
        if (words)
            *words = host.readAllStandardError();
        return host.exitStatus() == QProcess::NormalExit ? host.exitCode() : 128 + SIGKILL;
    }

    static QString describe(int number, const QString &words)
    {
        return QString("operation %1: %2").arg(number).arg(words);
    }

private slots:
    void killedAtAnyOperationOfMakingAProjectItIsMadeAgain()
    {
        int number = 1;
        for (;; ++number) {
            const ExplorationFixture fixture(FAKE_WORKER);
            const int code = runHost(fixture, "KILL", number, "make");
            if (std::filesystem::exists(fixture.project())) // Whole, or not at all.
                QVERIFY(errorMessage([&] { fixture.open().runs(); }).isEmpty());
            const QString message = errorMessage(
                [&] { const Exploration again(fixture.project(), samples::settings(), [](const Notice &) {}); });
            QVERIFY2(message.isEmpty(), qPrintable(describe(number, message)));
            if (code != 128 + SIGKILL)
                break;
        }
        QVERIFY2(number > 15, qPrintable(QString::number(number)));
    }

    void withoutRoomAtAnyOperationOfMakingAProjectNothingIsLeft()
    {
        int number = 1;
        for (;; ++number) {
            const ExplorationFixture fixture(FAKE_WORKER);
            QString words;
            const int code = runHost(fixture, "FULL", number, "make", &words);
            if (code == 0)
                break;
            QCOMPARE(code, 5);
            QVERIFY2(words.contains("No space left") || words.contains("disk is full"),
                     qPrintable(describe(number, words)));
            QVERIFY2(!std::filesystem::exists(fixture.project()), qPrintable(describe(number, words)));
            const QString message = errorMessage(
                [&] { const Exploration again(fixture.project(), samples::settings(), [](const Notice &) {}); });
            QVERIFY2(message.isEmpty(), qPrintable(describe(number, message)));
        }
        QVERIFY2(number > 8, qPrintable(QString::number(number)));
    }

    void killedAnywhereItGoesOnToTheSameFront()
    {
        const QString expected = samples::undisturbedFront(FAKE_WORKER);
        int killed = 0;
        for (int number = 20;; number += 61) {
            const ExplorationFixture fixture(FAKE_WORKER);
            if (runHost(fixture, "KILL", number, "explore") != 128 + SIGKILL)
                break;
            ++killed;
            QCOMPARE(samples::finish(fixture), Outcome::Done);
            QCOMPARE(samples::frontTextOf(fixture), expected);
        }
        QVERIFY2(killed > 5, qPrintable(QString::number(killed)));
    }

    void withoutRoomItSaysSoAndGoesOnLater()
    {
        const QString expected = samples::undisturbedFront(FAKE_WORKER);
        int full = 0;
        for (int number = 30;; number += 61) {
            const ExplorationFixture fixture(FAKE_WORKER);
            QString words;
            const int code = runHost(fixture, "FULL", number, "explore", &words);
            if (code == 0)
                break;
            ++full;
            QCOMPARE(code, 5);
            QVERIFY2(words.contains("No space left") || words.contains("disk is full"),
                     qPrintable(describe(number, words)));
            QCOMPARE(samples::finish(fixture), Outcome::Done);
            QCOMPARE(samples::frontTextOf(fixture), expected);
        }
        QVERIFY2(full > 5, qPrintable(QString::number(full)));
    }

    void ofTwoStartedTogetherOneExploresAndTheOtherSaysSo()
    {
        for (int repetition = 0; repetition < 20; ++repetition) {
            const ExplorationFixture fixture(FAKE_WORKER);
            std::atomic<int> made = 0;
            std::atomic<int> refused = 0;
            const auto make = [&] {
                try {
                    Exploration exploration(fixture.project(), samples::settings(), [](const Notice &) {});
                    ++made;
                    while (made + refused < 2)
                        std::this_thread::yield();
                    QVERIFY(std::filesystem::exists(fixture.project()));
                } catch (const Error &error) {
                    QVERIFY2(QString(error.what()).contains("being explored by another program"), error.what());
                    ++refused;
                }
            };
            {
                const std::jthread first(make);
                const std::jthread second(make);
            }
            QCOMPARE(made.load(), 1);
            QCOMPARE(refused.load(), 1);
        }
    }

    void aFileThatIsDeletedMeanwhileEndsTheExplorationAndLosesNothing()
    {
        ExplorationFixture fixture(FAKE_WORKER);
        Settings settings = samples::settings();
        settings.jobs = 1; // So that run 7 is done when run 8 begins, however busy the machine is.
        const QString message = errorMessage([&] {
            fixture.explore(settings, [&](const Notice &notice) {
                const auto *stored = std::get_if<EpochStored>(&notice);
                if (stored && stored->epoch.run == 8)
                    std::filesystem::remove(fixture.project());
            });
        });
        QVERIFY2(message.contains("was deleted or replaced"), qPrintable(message));
        std::filesystem::rename(fixture.project().parent_path() / "x-rescued.odimo", fixture.project());
        fixture.journal();
        QCOMPARE(fixture.resume(), Outcome::Done);
        QVERIFY(fixture.journal().filter("warmup").filter("search run 7").isEmpty());
        QCOMPARE(samples::frontTextOf(fixture), samples::undisturbedFront(FAKE_WORKER));
    }
};

QTEST_GUILESS_MAIN(TestSafety)
#include "tst_safety.moc"
