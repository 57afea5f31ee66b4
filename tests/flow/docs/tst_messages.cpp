// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/flow/docs/page.h"
#include "tests/flow/docs/sources.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::docs;

/// What pages quote is what the program says: messages that no command of the page prints (those are compared where the
/// commands are run), and names in the window.
class TestMessages : public QObject {
    Q_OBJECT

private slots:
    void literalsAreJoinedAndRead()
    {
        const std::string code =
            "throw Error(\"a \\\"b\\\" \" + name +\n    \" c \"\n    \"d\"); // \"e\"\nuse('\"');\n"
            "f(R\"(raw \"g\")\");\n";
        QCOMPARE(literalsOf(code), (std::vector<std::string>{"a \"b\" ", " c d", "raw \"g\""}));
    }

    void partsStandBetweenDots()
    {
        QCOMPARE(partsOf("... is damaged (...); restore ...."),
                 (std::vector<std::string>{"is damaged (", "); restore"}));
    }

    void quotedMessagesExist_data()
    {
        QTest::addColumn<QString>("message");
        for (const Page &page : pages())
            if (page.name == "docs/faq.md")
                for (const Block &block : page.blocks)
                    if (block.language == "text")
                        for (const std::string &line : block.lines)
                            QTest::newRow((page.name + ":" + std::to_string(block.line)).c_str())
                                << QString::fromStdString(line);
    }
    void quotedMessagesExist()
    {
        QFETCH(const QString, message);
        QVERIFY(QString(message).remove("...").trimmed().size() > 15);
        for (const std::string &part : partsOf(message.toStdString()))
            QVERIFY2(isSaid(part), part.c_str());
    }

    /// Emphasised in the tutorials are names in the window, as they stand there.
    void namesInTheWindowExist_data()
    {
        QTest::addColumn<QString>("name");
        for (const Page &page : pages())
            if (page.name.find("tutorial") != std::string::npos)
                for (const std::string &name : emphasised(page))
                    QTest::newRow((page.name + ": " + name).c_str()) << QString::fromStdString(name);
    }
    void namesInTheWindowExist()
    {
        QFETCH(const QString, name);
        for (const QString &part : name.split(" > ")) {
            const std::string text = part.toStdString();
            QVERIFY2(std::ranges::find(m_names, text) != m_names.end(), text.c_str());
        }
    }

private:
    bool isSaid(const std::string &part) const
    {
        return std::ranges::any_of(m_literals,
                                   [&](const std::string &literal) { return literal.find(part) != std::string::npos; });
    }

    const std::vector<std::string> m_literals = literalsIn({"core", "app"});
    const std::vector<std::string> m_names = withoutMnemonics(literalsIn({"app/explorer", "widgets"}));
};

QTEST_GUILESS_MAIN(TestMessages)
#include "tst_messages.moc"
