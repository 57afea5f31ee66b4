// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/remedy_words.h"
#include "app/explorer/shell/action_registry.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/host/exploration.h"
#include "core/network/zoo.h"
#include "core/workers/worker_command.h"

#include <QAction>
#include <QtTest>

#include <new>

using namespace odimo;

namespace {

/// The message that the window shows for what `action` throws; empty if it throws nothing.
template <typename Action>
QString refusal(Action action)
{
    try {
        action();
    } catch (const std::exception &failure) {
        return explorer::messageOf(failure);
    }
    return {};
}

} // namespace

class RemedyWordsTest : public QObject {
    Q_OBJECT

    TemporaryFolder m_folder;

    std::string path(const char *name) const { return (m_folder.path() / name).string(); }

    static host::Settings settings(const std::string &network)
    {
        host::Settings settings;
        settings.network = network;
        settings.data = "synthetic:train=40,test=20,classes=2,size=8";
        settings.executors = {{.words = "env"}}; // No worker is needed to be refused.
        return settings;
    }

    static host::Settings resumed()
    {
        host::Settings settings;
        settings.executors = {{.words = "env"}};
        settings.resume = true;
        return settings;
    }

    QString refused(const char *file, const host::Settings &settings) const
    {
        return refusal([&] { host::Exploration(path(file), settings, [](const host::Notice &) {}); });
    }

private slots:
    void initTestCase()
    {
        const host::Settings about = settings("resnet8:width=4");
        project::Project::create(path("x.odimo"),
                                 {.networkName = about.network,
                                  .network = network::zooNetwork(about.network, {network::Shape{1, 8, 8}, 2}),
                                  .data = about.data,
                                  .classes = {"zero", "one"},
                                  .platform = platform::loadPlatform("diana"),
                                  .provenance = {}});
        writeText(m_folder.path() / "text.odimo", std::string(5000, 'x'));
    }

    void everyRemedyIsWorded()
    {
        QStringList all;
        for (const Remedy remedy : remedies()) {
            const QString words = explorer::remedyWords(remedy);
            QVERIFY2(!words.isEmpty(), nameOf(remedy));
            QVERIFY2(!words.contains("--") && !words.contains('`'), qPrintable(words));
            all << words;
        }
        QCOMPARE(all.removeDuplicates(), 0);
    }

    void whatTheyNameExists()
    {
        const explorer::ActionRegistry actions;
        const QString finish = actions.action(explorer::ActionId::FinishRuns).text().remove('&');
        QVERIFY(explorer::remedyWords(Remedy::ResumeExploration).endsWith("Run > " + finish));
    }

    void theWindowSaysWhatToDo_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("ending");
        QTest::newRow("another network") << refused("x.odimo", settings("resnet8:width=8"))
                                         << "; choose another project file";
        QTest::newRow("nothing to resume") << refused("x.odimo", resumed()) << "; set one up and start it";
        QTest::newRow("no file") << refused("missing.odimo", resumed()) << "; an exploration makes one";
        QTest::newRow("no project") << refused("text.odimo", resumed()) << "; choose another file";
        QTest::newRow("no worker") << refusal([this] { workers::workerCommand({.worker = path("odimo-worker")}, {}); })
                                   << "or name it in the environment variable ODIMO_WORKER";
        QTest::newRow("no memory") << refusal([] { throw std::bad_alloc(); })
                                   << "choose a smaller network or smaller or fewer images";
        QTest::newRow("no remedy") << refusal([] { throw Error("x is truncated"); }) << "x is truncated";
    }
    void theWindowSaysWhatToDo()
    {
        QFETCH(const QString, message);
        QFETCH(const QString, ending);
        QVERIFY2(message.endsWith(ending), qPrintable(message));
        QVERIFY2(!message.contains("--") && !message.contains('`'), qPrintable(message));
    }
};

QTEST_MAIN(RemedyWordsTest)
#include "tst_remedy_words.moc"
