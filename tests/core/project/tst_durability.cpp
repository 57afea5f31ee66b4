// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/samples.h"

#include <QProcess>
#include <QTest>

using namespace odimo;
using namespace odimo::project;

class TestDurability : public QObject {
    Q_OBJECT

private slots:
    void aKilledWriterLosesNoAcknowledgedEpoch()
    {
        const TemporaryFolder folder;
        const std::filesystem::path path = folder.path() / "x.odimo";
        QProcess writer;
        writer.start(EPOCH_WRITER, {QString::fromStdString(path.string())});
        int acknowledged = 0;
        while (acknowledged < 20) {
            QVERIFY(writer.canReadLine() || writer.waitForReadyRead(60'000));
            while (writer.canReadLine())
                acknowledged = writer.readLine().trimmed().toInt();
        }
        writer.kill(); // SIGKILL: no destructor runs.
        QVERIFY(writer.waitForFinished());
        while (writer.canReadLine())
            acknowledged = writer.readLine().trimmed().toInt();

        const std::vector<Epoch> epochs = Project::open(path, Access::ReadWrite).epochs(1);
        QVERIFY(static_cast<int>(epochs.size()) >= acknowledged);
        for (int number = 1; number <= acknowledged; ++number)
            QCOMPARE(epochs[static_cast<std::size_t>(number - 1)].result.epoch, number);
    }
};

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
