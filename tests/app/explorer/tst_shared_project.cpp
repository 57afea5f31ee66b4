// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/core/host/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"

#include <QProcess>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using samples::ExplorationFixture;

/// Two hosts that explore one project, and a window that shows it meanwhile.
class SharedProjectTest : public QObject {
    Q_OBJECT

private slots:
    void oneHostExploresTheOtherSaysSoAndTheWindowSeesItAll();

private:
    static std::unique_ptr<QProcess> startHost(const ExplorationFixture &fixture)
    {
        auto host = std::make_unique<QProcess>();
        host->start(LONE_HOST, {QString::fromStdString(fixture.project().string())});
        return host;
    }
};

void SharedProjectTest::oneHostExploresTheOtherSaysSoAndTheWindowSeesItAll()
{
    ExplorationFixture fixture(FAKE_WORKER);
    ExplorationFixture::behave("wait", "search run 8"); // The first host stays at work, until it is told to go on.
    const auto first = startHost(fixture);
    QByteArray told;
    QVERIFY(QTest::qWaitFor(
        [&] {
            told += first->readAllStandardOutput();
            return told.contains("epoch 7");
        },
        60'000));

    const QTemporaryDir folder;
    const std::unique_ptr<UserSettings> settings = freshSettings(folder);
    WarningCollector warnings;
    const auto window = openedWindow(*settings, QString::fromStdString(fixture.project().string()),
                                     scripted({}, ScriptedExploration::End::ByItself));
    QTRY_VERIFY2(window->message().text().contains("shown live"), qPrintable(window->message().text()));

    const auto second = startHost(fixture);
    QVERIFY(second->waitForFinished(60'000));
    QCOMPARE(second->exitCode(), 2);
    QVERIFY2(second->readAllStandardError().contains("being explored by another program"), "the second host");

    first->kill(); // While the window reads.
    QVERIFY(first->waitForFinished(60'000));
    QTRY_VERIFY_WITH_TIMEOUT(window->message().text().contains("has ended"), 10'000);

    ExplorationFixture::behave("");
    const auto third = startHost(fixture);
    QVERIFY(third->waitForFinished(60'000));
    QVERIFY2(third->exitCode() == 0, third->readAllStandardError().constData());
    const std::size_t runs = fixture.open().runs().size();
    QTRY_COMPARE_WITH_TIMEOUT(window->projects().project()->runs.size(), runs, 10'000);
    QCOMPARE(project::damageOf(fixture.project()), std::vector<std::string>());
    QCOMPARE(warnings.takeAll(), QStringList());
}

QTEST_MAIN(SharedProjectTest)
#include "tst_shared_project.moc"
