// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/remedy_words.h"

#include <CLI/CLI.hpp>

#include <QRegularExpression>
#include <QTest>

using namespace odimo;

class RemedyWordsTest : public QObject {
    Q_OBJECT

    /// The names of the commands and of all their options, "--device".
    static QStringList vocabulary()
    {
        QStringList names;
        CLI::App app;
        for (const cli::Command &command : cli::commands()) {
            CLI::App *sub = app.add_subcommand(command.name, command.summary);
            command.define(*sub);
            names << QString::fromStdString(command.name);
            for (const CLI::Option *option : sub->get_options())
                for (const std::string &name : option->get_lnames())
                    names << "--" + QString::fromStdString(name);
        }
        return names;
    }

private slots:
    void everyRemedyIsWorded()
    {
        QStringList all;
        for (const Remedy remedy : remedies())
            all << cli::remedyWords(remedy);
        QVERIFY(!all.contains(QString()));
        QCOMPARE(all.removeDuplicates(), 0);
    }

    void whatTheyNameExists()
    {
        const QStringList known = vocabulary();
        static const QRegularExpression named("--[a-z-]+|(?<=`odimo )[a-z]+");
        int found = 0;
        for (const Remedy remedy : remedies())
            for (auto match = named.globalMatch(cli::remedyWords(remedy)); match.hasNext(); ++found) {
                const QString name = match.next().captured();
                QVERIFY2(known.contains(name), qPrintable(name));
            }
        QVERIFY(found > 10);
    }
};

QTEST_APPLESS_MAIN(RemedyWordsTest)
#include "tst_remedy_words.moc"
