// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/workers/worker_command.h"
#include "tests/core/base/error_message.h"
#include "tests/core/workers/fake_workers.h"

#include <QTest>

using namespace odimo;
using namespace odimo::workers;
using Words = std::vector<std::string>;
Q_DECLARE_METATYPE(Words)

class TestWorkerCommand : public QObject {
    Q_OBJECT

private slots:
    void init() { unsetenv("ODIMO_WORKER"); }

    void splitsWordsAndHonoursQuotes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Words>("words");
        QTest::newRow("none") << "" << Words{};
        QTest::newRow("spaces only") << "   " << Words{};
        QTest::newRow("plain") << "srun --gres=gpu:1" << Words{"srun", "--gres=gpu:1"};
        QTest::newRow("spaces around") << "  ssh   host " << Words{"ssh", "host"};
        QTest::newRow("single quotes") << "sh -c 'echo a b'" << Words{"sh", "-c", "echo a b"};
        QTest::newRow("double quotes") << "env \"A=it's\"" << Words{"env", "A=it's"};
        QTest::newRow("inside a word") << "env A='b c'd" << Words{"env", "A=b cd"};
        QTest::newRow("empty word") << "run ''" << Words{"run", ""};
    }
    void splitsWordsAndHonoursQuotes()
    {
        QFETCH(QString, text);
        QFETCH(Words, words);
        QCOMPARE(splitWords(text.toStdString()), words);
    }

    void refusesAnOpenQuote()
    {
        QVERIFY(errorMessage([] { splitWords("sh -c 'echo"); }).contains("does not close it"));
    }

    void namesThePathItLookedAt()
    {
        const QString beside = QString::fromStdString((executableFolder() / "odimo-worker").string());
        const QString message = errorMessage([] { workerCommand({}, {}); });
        QVERIFY2(message.contains("there is no program " + beside), qPrintable(message));
        QVERIFY(message.contains("ODIMO_WORKER"));
    }

    void aChosenWorkerComesBeforeTheVariable()
    {
        setenv("ODIMO_WORKER", "/bin/cat", 1);
        QCOMPARE(workerCommand({}, {}), Words({"/bin/cat"}));
        QCOMPARE(workerCommand({.worker = "/bin/sh"}, {}), Words({"/bin/sh"}));
    }

    void theExecutorStandsBeforeTheWorker()
    {
        QCOMPARE(workerCommand({.worker = "/far/away/odimo-worker"}, {.words = "ssh host"}),
                 Words({"ssh", "host", "/far/away/odimo-worker"}));
        QCOMPARE(workerCommand({}, {.words = "ssh host"}), Words({"ssh", "host", "odimo-worker"}));
    }

    void anExecutorMayNameItsOwnWorker()
    {
        QCOMPARE(workerCommand({.worker = "/here/odimo-worker"}, {.words = "ssh host /opt/odimo/bin/odimo-worker"}),
                 Words({"ssh", "host", "/opt/odimo/bin/odimo-worker"}));
    }

    void localIsThisMachine()
    {
        QVERIFY(executorFromText("local") == Executor());
        QCOMPARE(nameOf(Executor()), "local");
        QCOMPARE(nameOf(executorFromText("ssh host")), "ssh host");
        QVERIFY(!leadElsewhere({}) && !leadElsewhere({executorFromText("local")}));
        QVERIFY(leadElsewhere({executorFromText("local"), executorFromText("ssh host")}));
    }

    void aFileThatCannotBeRunIsNoWorker()
    {
        const TemporaryFolder folder;
        writeText(folder.path() / "worker", "text");
        const std::string path = (folder.path() / "worker").string();
        QVERIFY(errorMessage([&] { workerCommand({.worker = path}, {}); }).contains("there is no program"));
    }
};

QTEST_APPLESS_MAIN(TestWorkerCommand)
#include "tst_worker_command.moc"
