// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/host/kept_results.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

#include <csignal>
#include <limits>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

/// The power fails at some operation on the disk: what was not synchronised by then is gone. Nothing is that was
/// acknowledged, and the exploration goes on to the end that it would have had.
class TestPowerLoss : public QObject {
    Q_OBJECT

private:
    struct Loss {
        bool isMade = false;        ///< The host had said that there is a project.
        bool isAtEnd = false;       ///< It was at its end before.
        QStringList acknowledged{}; ///< "7 search 1": the epochs that it had told of.
    };

    /// Runs the host until operation `number`; then `disk` has what is left of its folder.
    static Loss loseAt(const ExplorationFixture &fixture, const std::filesystem::path &disk, int number,
                       bool unlinksLast)
    {
        QProcess host;
        watchDisk(host, fixture.project().parent_path(), "KILL", QString::number(number));
        QProcessEnvironment environment = host.processEnvironment();
        environment.insert("ODIMO_DISK_SYNCED", QString::fromStdString(disk.string()));
        environment.insert("ODIMO_DISK_UNLINKS", unlinksLast ? "last" : "lost");
        host.setProcessEnvironment(environment);
        host.start(LONE_HOST, {QString::fromStdString(fixture.project().string())});
        host.waitForFinished(60'000);
        Loss loss{.isAtEnd = host.exitStatus() == QProcess::NormalExit};
        const QByteArray output = host.readAllStandardOutput();
        loss.isMade = output.startsWith("made\n");
        loss.acknowledged = samples::epochsToldIn(output);
        return loss;
    }

    /// What is left of the project, and of nothing else, is all there is now.
    static void takeOver(const ExplorationFixture &fixture, const std::filesystem::path &disk)
    {
        // Workers of the host that was killed may still be writing their last files.
        std::error_code failure;
        do
            std::filesystem::remove_all(fixture.runsFolder(), failure);
        while (failure == std::errc::directory_not_empty);
        for (const char *ending : {"", "-wal", "-shm", "-journal"}) {
            const std::filesystem::path file = fixture.project().string() + ending;
            std::filesystem::remove(file);
            if (std::filesystem::exists(disk / file.filename()))
                std::filesystem::copy_file(disk / file.filename(), file);
        }
    }

private slots:
    void nothingThatWasAcknowledgedIsLost_data()
    {
        QTest::addColumn<bool>("unlinksLast");
        QTest::newRow("removed files are gone") << true;
        QTest::newRow("removed files come back") << false;
    }

    void nothingThatWasAcknowledgedIsLost()
    {
        QFETCH(bool, unlinksLast);
        const QString expected = samples::undisturbedFront(FAKE_WORKER);
        const int step = askedNumber("ODIMO_POWER_LOSS_EVERY", 97);
        const int most = askedNumber("ODIMO_POWER_LOSSES", std::numeric_limits<int>::max());
        int losses = 0, acknowledged = 0;
        for (int number = 1 + askedNumber("ODIMO_POWER_LOSS_FROM", 12); losses < most; number += step) {
            const ExplorationFixture fixture(FAKE_WORKER);
            const TemporaryFolder disk;
            const Loss loss = loseAt(fixture, disk.path(), number, unlinksLast);
            if (loss.isAtEnd)
                break;
            ++losses;
            takeOver(fixture, disk.path());
            const QString where = QString("operation %1: ").arg(number);
            const bool isThere = std::filesystem::exists(fixture.project());
            QVERIFY2(isThere || !loss.isMade, qPrintable(where + "the project is gone"));
            if (isThere) {
                const std::vector<std::string> damage = project::damageOf(fixture.project());
                QVERIFY2(damage.empty(), qPrintable(where + (damage.empty() ? "" : damage.front().c_str())));
                const QStringList kept = samples::epochsOf(fixture.open());
                for (const QString &epoch : loss.acknowledged)
                    QVERIFY2(kept.contains(epoch), qPrintable(where + "epoch " + epoch));
                acknowledged += static_cast<int>(loss.acknowledged.size());
            }
            QCOMPARE(samples::finish(fixture), Outcome::Done);
            QCOMPARE(samples::frontTextOf(fixture), expected);
        }
        qInfo("%d losses of power, %d epochs acknowledged before them", losses, acknowledged);
        QVERIFY2(losses > 3 || most < std::numeric_limits<int>::max(), qPrintable(QString::number(losses)));
    }
};

QTEST_GUILESS_MAIN(TestPowerLoss)
#include "tst_power_loss.moc"
