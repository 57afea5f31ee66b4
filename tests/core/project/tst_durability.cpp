// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"
#include "tests/preload/watched_disk.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;

class TestDurability : public QObject {
    Q_OBJECT

private:
    /// Kills the writer after some epochs; returns the last that it has acknowledged.
    static int killAfterSome(QProcess &writer, const std::filesystem::path &project)
    {
        writer.start(EPOCH_WRITER, {QString::fromStdString(project.string())});
        int acknowledged = 0;
        while (acknowledged < 20 && (writer.canReadLine() || writer.waitForReadyRead(60'000)))
            while (writer.canReadLine())
                acknowledged = writer.readLine().trimmed().toInt();
        writer.kill(); // SIGKILL: no destructor runs.
        writer.waitForFinished();
        while (writer.canReadLine())
            acknowledged = writer.readLine().trimmed().toInt();
        return acknowledged;
    }

    static void verifyEpochs(const std::filesystem::path &project, int acknowledged)
    {
        QVERIFY(acknowledged >= 20);
        const std::vector<Epoch> epochs = Project::open(project, Access::ReadWrite).epochs(1);
        QVERIFY(static_cast<int>(epochs.size()) >= acknowledged);
        for (int number = 1; number <= acknowledged; ++number)
            QCOMPARE(epochs[static_cast<std::size_t>(number - 1)].result.epoch, number);
    }

private slots:
    void aKilledWriterLosesNoAcknowledgedEpoch()
    {
        const TemporaryFolder folder;
        QProcess writer;
        const int acknowledged = killAfterSome(writer, folder.path() / "x.odimo");
        verifyEpochs(folder.path() / "x.odimo", acknowledged);
    }

    /// What a killed process has written lives on in the system's memory; a loss of power leaves what was synchronised.
    void aLossOfPowerLosesNoAcknowledgedEpoch()
    {
        const TemporaryFolder folder;
        const TemporaryFolder synced;
        QProcess writer;
        watchDisk(writer, folder.path(), "SYNCED", QString::fromStdString(synced.path().string()));
        const int acknowledged = killAfterSome(writer, folder.path() / "x.odimo");
        verifyEpochs(synced.path() / "x.odimo", acknowledged);
    }
};

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
