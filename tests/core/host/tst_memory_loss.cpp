// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/host/kept_results.h"

#include <QProcess>
#include <QTest>

using namespace odimo;
using namespace odimo::host;
using samples::ExplorationFixture;

/// Memory runs out in the host: from some request on it gets no more piece of a page or larger. It says so, what was
/// acknowledged is kept, and the exploration goes on to the end that it would have had.
class TestMemoryLoss : public QObject {
    Q_OBJECT

private:
    struct Loss {
        int exitCode = 0;
        QString words{};
        QStringList acknowledged{}; ///< "7 search 1": the epochs that it had told of.
    };

    static Loss loseFrom(const ExplorationFixture &fixture, int request)
    {
        QProcess host;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_PRELOAD", FAILING_MEMORY);
        environment.insert("ODIMO_MEMORY_LEAST", "4096");
        environment.insert("ODIMO_MEMORY_FROM", QString::number(request));
        host.setProcessEnvironment(environment);
        host.start(LONE_HOST, {QString::fromStdString(fixture.project().string())});
        host.waitForFinished(60'000);
        return {.exitCode = host.exitStatus() == QProcess::NormalExit ? host.exitCode() : -1,
                .words = QString::fromUtf8(host.readAllStandardError()),
                .acknowledged = samples::epochsToldIn(host.readAllStandardOutput())};
    }

private slots:
    void theHostSaysSoAndGoesOnLaterToTheSameFront()
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("sanitizers have an allocator of their own");
#endif
        const QString expected = samples::undisturbedFront(FAKE_WORKER);
        const int step = askedNumber("ODIMO_MEMORY_LOSS_EVERY", 211);
        int losses = 0;
        for (int request = 1;; request += step) {
            const ExplorationFixture fixture(FAKE_WORKER);
            const Loss loss = loseFrom(fixture, request);
            if (loss.exitCode == 0)
                break;
            ++losses;
            const QString what = QString("request %1: exit code %2, ").arg(request).arg(loss.exitCode) + loss.words;
            QVERIFY2(loss.exitCode == exitCode(ErrorKind::RunFailed), qPrintable(what));
            QVERIFY2(loss.words.contains("there is not enough memory for this"), qPrintable(what));
            if (std::filesystem::exists(fixture.project())) {
                const std::vector<std::string> damage = project::damageOf(fixture.project());
                QVERIFY2(damage.empty(), qPrintable(what + (damage.empty() ? "" : damage.front().c_str())));
                const QStringList kept = samples::epochsOf(fixture.open());
                for (const QString &epoch : loss.acknowledged)
                    QVERIFY2(kept.contains(epoch), qPrintable(what + "epoch " + epoch));
            }
            QCOMPARE(samples::finish(fixture), Outcome::Done);
            QCOMPARE(samples::frontTextOf(fixture), expected);
        }
        qInfo("%d losses of memory", losses);
        QVERIFY2(losses > 3, qPrintable(QString::number(losses)));
    }
};

QTEST_GUILESS_MAIN(TestMemoryLoss)
#include "tst_memory_loss.moc"
