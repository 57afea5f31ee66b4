// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/manual/description.h"

#include <QRegularExpression>
#include <QTest>

#include <CLI/CLI.hpp>

#include <algorithm>

using namespace odimo::cli;

namespace {

using Words = std::vector<std::string>;

const OptionDescription *find(const std::vector<OptionDescription> &options, const std::string &name)
{
    const auto found = std::ranges::find_if(
        options, [&](const OptionDescription &option) { return std::ranges::count(option.names, name) > 0; });
    return found == options.end() ? nullptr : &*found;
}

/// The command that the words after "odimo" lead to, and what is left of them.
const CommandDescription *commandOf(const CommandDescription &program, QStringList &words)
{
    const CommandDescription *command = &program;
    while (!words.isEmpty()) {
        const auto below = std::ranges::find(command->commands, command->name + " " + words.first().toStdString(),
                                             &CommandDescription::name);
        if (below == command->commands.end())
            break;
        command = &*below;
        words.removeFirst();
    }
    return command;
}

} // namespace

class TestDescription : public QObject {
    Q_OBJECT

private slots:
    void optionsAreDescribedAsTheyAreDefined()
    {
        CLI::App app("Paints things", "paint");
        std::string text = "red";
        std::vector<std::string> texts;
        int number = 3;
        bool flag = false;
        app.add_option("wall", text, "What is painted")->required();
        CLI::Option *colour = app.add_option("-c,--colour", text, "Of the paint")->type_name("red|blue");
        app.add_option("--coats", number, "How many")->check(CLI::PositiveNumber)->capture_default_str();
        app.add_option("--tool", text, "What with")->check(CLI::IsMember({"brush", "roller"}));
        app.add_option("--spare", texts, "Windows to be left out");
        app.add_flag("--wet", flag, "Do not wait")->needs(colour);
        app.add_flag("--strip", flag, "Take the paint off")->excludes(colour);
        app.footer("Examples:\n  paint wall --wet\n\nIt dries in a day.\n");

        const CommandDescription command = describe(app, "please");
        QCOMPARE(command.name, std::string("please paint"));
        QCOMPARE(command.summary, std::string("Paints things"));
        QCOMPARE(command.examples, Words{"paint wall --wet"});
        QCOMPARE(command.notes, Words{"It dries in a day."});
        QCOMPARE(command.arguments.size(), std::size_t(1));
        QCOMPARE(command.arguments[0].value, std::string("WALL"));
        QVERIFY(command.arguments[0].isRequired);

        const OptionDescription *described = find(command.options, "--colour");
        QVERIFY(described);
        QCOMPARE(described->names, (Words{"-c", "--colour"}));
        QCOMPARE(choicesOf(*described), (Words{"red", "blue"}));
        QCOMPARE(described->excludes, Words{"--strip"});
        QCOMPARE(find(command.options, "--coats")->value, std::string("NUMBER"));
        QCOMPARE(find(command.options, "--coats")->byDefault, std::string("3"));
        QCOMPARE(choicesOf(*find(command.options, "--tool")), (Words{"brush", "roller"}));
        QVERIFY(find(command.options, "--spare")->repeats);
        QVERIFY(!find(command.options, "--colour")->repeats);
        QCOMPARE(find(command.options, "--wet")->value, std::string());
        QCOMPARE(find(command.options, "--wet")->needs, Words{"--colour"});
    }

    void optionsOfWhichOneIsGivenStayInTheirCommand()
    {
        CLI::App app("Moves", "move");
        int left = 0;
        int right = 0;
        CLI::Option_group *where = app.add_option_group("where");
        where->add_option("--left", left, "Steps");
        where->add_option("--right", right, "Steps");
        where->require_option(1);
        const CommandDescription command = describe(app, {});
        QVERIFY(find(command.options, "--left"));
        QCOMPARE(command.alternatives, std::vector<Words>({{"--left", "--right"}}));
        QVERIFY(command.commands.empty());
    }

    void aCommandSaysHowItIsCalled()
    {
        CLI::App app("Paints things", "paint");
        std::string text;
        app.add_option("wall", text, "What")->required();
        app.add_option("other", text, "And this");
        QCOMPARE(usageOf(describe(app, {})), std::string("paint [OPTIONS] WALL [OTHER]"));
        app.add_subcommand("twice", "Two coats");
        QCOMPARE(usageOf(describe(app, {})), std::string("paint [OPTIONS] WALL [OTHER] [COMMAND]"));
        app.require_subcommand(1);
        QCOMPARE(usageOf(describe(app, {})), std::string("paint [OPTIONS] WALL [OTHER] COMMAND"));
    }

    void everyCommandIsDescribed()
    {
        const CommandDescription program = describeCommandLine();
        QCOMPARE(program.name, std::string("odimo"));
        QCOMPARE(program.commands.size(), commands().size());
        for (std::size_t i = 0; i < commands().size(); ++i) {
            QCOMPARE(program.commands[i].name, std::string("odimo ") + commands()[i].name);
            QVERIFY2(!program.commands[i].examples.empty(), commands()[i].name);
        }
    }

    /// An option that was renamed must not live on in an example.
    void examplesNameWhatThereIs()
    {
        static const QRegularExpression quoted("\"[^\"]*\"");
        const CommandDescription program = describeCommandLine();
        for (const CommandDescription &command : program.commands)
            for (const std::string &example : command.examples) {
                QStringList words = QString::fromStdString(example).replace(quoted, "text").split(' ');
                QCOMPARE(words.takeFirst(), QString("odimo"));
                const CommandDescription *called = commandOf(program, words);
                QVERIFY2(called->name.starts_with(command.name), example.c_str());
                for (const QString &word : words)
                    if (word.startsWith('-'))
                        QVERIFY2(find(called->options, word.toStdString()), qPrintable(word));
            }
    }
};

QTEST_APPLESS_MAIN(TestDescription)
#include "tst_description.moc"
