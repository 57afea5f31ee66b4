// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/base/theme.h"
#include "widgets/code/c_highlighter.h"
#include "widgets/code/code_edit.h"
#include "widgets/code/code_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTextBlock>
#include <QTextLayout>
#include <QtTest>

using namespace odimo::widgets;

class TestCodeView : public QObject {
    Q_OBJECT

private:
    /// Three functions of ten lines, the last of which is no layer.
    static CodeValues sample()
    {
        CodeValues code{.title = "Run 5", .text = "#include \"network.h\"\n\n", .sections = {}};
        int line = 2;
        for (const QString name : {"conv1", "conv2", "add"}) {
            code.sections << CodeSection{name, name != "add", line, line + 9};
            code.text += "/* " + name + " */\nstatic void layer_" + name + "(void)\n{\n" +
                         QString("    call(%1);\n").arg(name).repeated(6) + "}\n";
            line += 10;
        }
        code.text += QString("\n").repeated(100);
        return code;
    }

    CodeView &shown()
    {
        m_view = std::make_unique<CodeView>();
        m_view->resize(600, 200);
        m_view->show();
        m_view->showCode(sample());
        return *m_view;
    }

    static QColor colorAt(const CodeEdit &edit, const QString &text)
    {
        const QTextCursor found = edit.document()->find(text);
        for (const QTextLayout::FormatRange &range : found.block().layout()->formats()) {
            const int at = found.selectionStart() - found.block().position();
            if (at >= range.start && at < range.start + range.length)
                return range.format.foreground().color();
        }
        return edit.palette().color(QPalette::Text);
    }

private slots:
    void init() { m_warnings.emplace(); } // Here, as QTest takes Qt's messages for itself before the first test.

    void cleanup()
    {
        m_view.reset();
        const QStringList warnings = m_warnings->takeAll();
        m_warnings.reset();
        QCOMPARE(warnings, QStringList());
    }

    void aLayerShowsItsFunction()
    {
        CodeView &view = shown();
        QSignalSpy chosen(&view, &CodeView::layerChosen);
        view.setLayer("conv2");
        QCOMPARE(view.edit().firstVisibleLine(), 12);
        QCOMPARE(view.edit().firstMarkedLine(), 12);
        QCOMPARE(view.edit().lastMarkedLine(), 21);
        QCOMPARE(view.findChild<QComboBox *>()->currentText(), QString("conv2"));
        QCOMPARE(chosen.count(), 0); // Nobody clicked.
        view.setLayer("unknown");
        QVERIFY(view.edit().lastMarkedLine() < view.edit().firstMarkedLine());
    }

    void aClickChoosesTheLayerAndScrollsNothing()
    {
        CodeView &view = shown();
        QSignalSpy chosen(&view, &CodeView::layerChosen);
        CodeEdit &edit = view.edit();
        QTextCursor at(edit.document()->findBlockByNumber(5));
        QTest::mouseClick(edit.viewport(), Qt::LeftButton, {}, edit.cursorRect(at).center() + QPoint(4, 0));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), QString("conv1"));
        view.setLayer("conv1");
        QCOMPARE(edit.firstVisibleLine(), 0);
        QCOMPARE(edit.currentLine(), 5);
    }

    void theListOfFunctionsLeadsToEach()
    {
        CodeView &view = shown();
        QSignalSpy chosen(&view, &CodeView::layerChosen);
        auto *functions = view.findChild<QComboBox *>();
        QCOMPARE(functions->count(), 3);
        functions->setFocus();
        QTest::keyClick(functions, Qt::Key_Down);
        QCOMPARE(chosen.last().first().toString(), QString("conv2"));
        QTest::keyClick(functions, Qt::Key_Down);
        QCOMPARE(view.edit().currentLine(), 22);
        QCOMPARE(chosen.count(), 1); // An addition is no layer.
    }

    void textIsFoundFromTheBeginningAgain()
    {
        CodeView &view = shown();
        auto *search = view.findChild<QLineEdit *>();
        QTest::keyClicks(search, "call(conv2)");
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(view.edit().currentLine(), 15);
        for (int i = 0; i < 6; ++i)
            QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(view.edit().currentLine(), 15);
        QCOMPARE(view.edit().textCursor().selectedText(), QString("call(conv2)"));
    }

    void partsOfTheSourceHaveTheirColours()
    {
        CodeView &view = shown();
        view.showCode({.title = "Run 5",
                       .text = "/* begun\n   and ended */ static int a = 12; // end\ncall(\"text\");\n#include <b.h>\n",
                       .sections = {}});
        const CodeEdit &edit = view.edit();
        const auto is = [&](const QString &text, CodePart part) {
            return colorAt(edit, text) == codeColor(part, edit.palette());
        };
        QVERIFY(is("begun", CodePart::Comment) && is("and ended", CodePart::Comment));
        QVERIFY(is("static", CodePart::Keyword) && is("int", CodePart::Type) && is("12", CodePart::Number));
        QVERIFY(is("call", CodePart::Function) && is("\"text\"", CodePart::Text) &&
                is("#include", CodePart::Preprocessor));
        QVERIFY(is("a =", CodePart::Plain));
    }

    void colorsCanBeRead()
    {
        for (const QPalette &palette : {lightPalette(), darkPalette()})
            for (const CodePart part : {CodePart::Plain, CodePart::Comment, CodePart::Text, CodePart::Number,
                                        CodePart::Keyword, CodePart::Type, CodePart::Preprocessor, CodePart::Function})
                QVERIFY(contrastRatio(codeColor(part, palette), palette.color(QPalette::Base)) >= 4.5);
    }

private:
    std::optional<odimo::tests::WarningCollector> m_warnings;
    std::unique_ptr<CodeView> m_view;
};

QTEST_MAIN(TestCodeView)
#include "tst_code_view.moc"
