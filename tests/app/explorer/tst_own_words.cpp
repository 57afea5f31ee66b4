// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/own_words.h"
#include "core/base/files.h"
#include "core/host/exploration.h"
#include "core/network/zoo.h"
#include "core/workers/worker_command.h"
#include "tests/core/base/error_message.h"

#include <QRegularExpression>
#include <QTest>

using namespace odimo;

/// Messages of the core that name options, as the window shows them.
class OwnWordsTest : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;

    std::string path(const char *name) const { return (m_folder.path() / name).string(); }

    static host::Settings settings(const std::string &network)
    {
        host::Settings settings;
        settings.network = network;
        settings.data = "synthetic:train=40,test=20,classes=2,size=8";
        settings.executor = "env"; // No worker is needed to be refused.
        return settings;
    }

    static host::Settings resumed()
    {
        host::Settings settings;
        settings.executor = "env";
        settings.resume = true;
        return settings;
    }

    QString refusal(const char *file, const host::Settings &settings) const
    {
        return errorMessage([&] { host::Exploration(path(file), settings, [](const host::Notice &) {}); });
    }

    /// Messages of tasks that the window does not give.
    static QStringList ofTheCommandLineOnly()
    {
        return {" have no mapping yet, so there is nothing quantised to evaluate; use --numerics float."};
    }

    /// The texts in quotes, those that follow each other joined as the compiler does, without comments.
    static QStringList literalsOfTheCore()
    {
        static const QRegularExpression comment("^\\s*//.*$", QRegularExpression::MultilineOption);
        static const QRegularExpression literals("(\"(?:[^\"\\\\\\n]|\\\\.)*\"\\s*)+");
        static const QRegularExpression between("\"\\s*\"");
        QStringList found;
        const std::filesystem::path core = std::filesystem::path(ODIMO_TEST_DATA).parent_path() / "core";
        for (const auto &entry : std::filesystem::recursive_directory_iterator(core)) {
            if (entry.path().extension() != ".cpp")
                continue;
            QString text = QString::fromStdString(readText(entry.path()));
            text.remove(comment);
            for (auto match = literals.globalMatch(text); match.hasNext();) {
                const QString joined = match.next().captured().trimmed().remove(between);
                found << joined.mid(1, joined.size() - 2);
            }
        }
        return found;
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

    void nameNoOptions_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("ending");
        QTest::newRow("another subject") << refusal("x.odimo", settings("resnet8:width=8"))
                                         << "; choose another project file";
        QTest::newRow("nothing to resume") << refusal("x.odimo", resumed()) << "; start one";
        QTest::newRow("no file") << refusal("missing.odimo", resumed()) << "; an exploration makes one";
        QTest::newRow("no project") << refusal("text.odimo", resumed()) << "; choose another file";
        QTest::newRow("no worker") << errorMessage([this] { workers::workerCommand({.worker = path("odimo-worker")}); })
                                   << "or name it in the environment variable ODIMO_WORKER";
    }
    void nameNoOptions()
    {
        QFETCH(const QString, message);
        QFETCH(const QString, ending);
        QVERIFY2(message.contains("--") || message.contains('`'), qPrintable(message));
        const QString words = explorer::inOwnWords(message);
        QVERIFY2(words.endsWith(ending), qPrintable(words));
        QVERIFY2(!words.contains("--") && !words.contains('`'), qPrintable(words));
    }

    /// Of all sources of the core, so that a new message that names an option is noticed.
    void noMessageOfTheCoreNamesAnOption()
    {
        const QRegularExpression option("--[a-z]|`");
        QStringList naming;
        int translated = 0;
        for (const QString &text : literalsOfTheCore()) {
            if (!text.contains(option) || ofTheCommandLineOnly().contains(text))
                continue;
            ++translated;
            if (explorer::inOwnWords(text).contains(option))
                naming << text;
        }
        QVERIFY2(naming.isEmpty(), qPrintable(naming.join('\n')));
        QVERIFY2(translated >= 5, "the messages of the core have not been found");
    }

    void aPresetIsNamedAsTheWindowDoes()
    {
        QCOMPARE(explorer::inOwnWords("Train longer (--preset standard), or ask for less."),
                 QStringLiteral("Train longer (preset standard), or ask for less."));
    }

    void otherMessagesStayAsTheyAre()
    {
        const QString message = QStringLiteral("a--b.json: units is empty");
        QCOMPARE(explorer::inOwnWords(message), message);
    }
};

QTEST_GUILESS_MAIN(OwnWordsTest)
#include "tst_own_words.moc"
