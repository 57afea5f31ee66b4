// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/wrapped.h"

#include <QTest>

using namespace odimo;

class TestWrapped : public QObject {
    Q_OBJECT

private:
    static std::string longName() { return std::string(50, 'n'); }

private slots:
    void shortLinesStay()
    {
        const std::string source = "int a;\n\n    b(c, d);\n";
        QCOMPARE(deploy::wrapped(source), source);
    }

    void callsGoOnBehindTheirBracket()
    {
        const std::string name = longName();
        QCOMPARE(deploy::wrapped("    call(" + name + ", " + name + ", " + name + ");\n"),
                 "    call(" + name + ", " + name + ",\n         " + name + ");\n");
    }

    void bracketsThatAreOpenLongerAreKept()
    {
        const std::string name = longName();
        QCOMPARE(deploy::wrapped("{a, {" + name + ", " + name + ", " + name + ", " + name + ", " + name + "}, z},\n"),
                 "{a, {" + name + ", " + name + ",\n     " + name + ", " + name + ",\n     " + name + "}, z},\n");
    }

    void loopsGoOnAfterASemicolon()
    {
        const std::string name = longName();
        QCOMPARE(deploy::wrapped("for (int i = " + name + "; i < " + name + name + "; ++i) {\n"),
                 "for (int i = " + name + ";\n     i < " + name + name + "; ++i) {\n");
    }

    void textsAndCommentsAreNotBroken()
    {
        const std::string text = "call(\"" + longName() + ", " + longName() + ", " + longName() + "\");\n";
        QCOMPARE(deploy::wrapped(text), text);
        const std::string comment = "call(a); /* " + longName() + ", (" + longName() + ", " + longName() + " */\n";
        QCOMPARE(deploy::wrapped(comment), comment);
    }

    void commentsGoOnBetweenWords()
    {
        const std::string name = longName();
        QCOMPARE(deploy::wrapped("    /* " + name + " " + name + " " + name + " */\n"),
                 "    /* " + name + " " + name + "\n     * " + name + " */\n");
    }
};

QTEST_GUILESS_MAIN(TestWrapped)
#include "tst_wrapped.moc"
