// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/shell/action_context.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/command_palette.h"
#include "app/explorer/shell/fuzzy_match.h"
#include "tests/widgets/warnings.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTreeWidget>
#include <QtTest>

using namespace odimo::explorer;

class CommandPaletteTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void lettersAreFoundInTheirOrder_data();
    void lettersAreFoundInTheirOrder();
    void theBetterFitScoresHigher_data();
    void theBetterFitScoresHigher();
    void everyVisibleActionIsListed();
    void returnDoesWhatWasFound();
    void downAndReturnDoTheSecond();
    void whatCannotBeUsedSaysWhyAndDoesNothing();
    void nothingFoundDoesNothing();

private:
    QString shown(int row, int column) const { return m_palette->list().topLevelItem(row)->text(column); }

    odimo::tests::WarningCollector m_warnings;
    std::unique_ptr<QWidget> m_window;
    std::unique_ptr<ActionRegistry> m_actions;
    CommandPalette *m_palette = nullptr;
};

void CommandPaletteTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_actions = std::make_unique<ActionRegistry>();
    m_actions->update({});
    m_palette = new CommandPalette(*m_actions, *m_window);
    m_window->show();
    m_palette->popUp();
    QVERIFY(QTest::qWaitForWindowActive(m_palette));
    QVERIFY(m_palette->field().hasFocus());
}

void CommandPaletteTest::lettersAreFoundInTheirOrder_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("fits");
    QTest::newRow("nothing") << "" << true;
    QTest::newRow("start") << "res" << true;
    QTest::newRow("starts of words, any case") << "RL" << true;
    QTest::newRow("spaces do not count") << "re la" << true;
    QTest::newRow("other order") << "lr" << false;
    QTest::newRow("longer than the text") << "reset layout now" << false;
}

void CommandPaletteTest::lettersAreFoundInTheirOrder()
{
    QFETCH(const QString, typed);
    QTEST(fuzzyScore(typed, "Reset Layout").has_value(), "fits");
}

void CommandPaletteTest::theBetterFitScoresHigher_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("start of the text") << "lay"
                                       << "Layers"
                                       << "Reset Layout";
    QTest::newRow("starts of words") << "rl"
                                     << "Reset Layout"
                                     << "Curves Plot";
    QTest::newRow("letters in a row") << "un"
                                      << "Run"
                                      << "Output ran";
    QTest::newRow("camel case is a start") << "f"
                                           << "OnnxFile"
                                           << "half";
}

void CommandPaletteTest::theBetterFitScoresHigher()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    QVERIFY(fuzzyScore(typed, better) > fuzzyScore(typed, worse));
}

void CommandPaletteTest::everyVisibleActionIsListed()
{
    m_actions->action(ActionId::ViewCompare).setVisible(false);
    m_palette->popUp();
    QCOMPARE(m_palette->list().topLevelItemCount(), int(m_actions->specs().size()) - 2); // Not itself.
}

void CommandPaletteTest::returnDoesWhatWasFound()
{
    QSignalSpy triggered(&m_actions->action(ActionId::ThemeDark), &QAction::triggered);
    QTest::keyClicks(&m_palette->field(), "dark");
    QCOMPARE(shown(0, 0), QStringLiteral("Dark Theme"));
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    QVERIFY(!m_palette->isVisible());
    QTRY_COMPARE(triggered.count(), 1);
}

void CommandPaletteTest::downAndReturnDoTheSecond()
{
    QTest::keyClicks(&m_palette->field(), "theme");
    const QString second = shown(1, 0);
    QTest::keyClick(&m_palette->field(), Qt::Key_Down);
    QAction *wanted = nullptr;
    for (const ActionSpec &spec : m_actions->specs())
        if (spec.plainText() == second)
            wanted = &m_actions->action(spec.id);
    QVERIFY(wanted && wanted->isEnabled());
    QSignalSpy triggered(wanted, &QAction::triggered);
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    QTRY_COMPARE(triggered.count(), 1);
}

void CommandPaletteTest::whatCannotBeUsedSaysWhyAndDoesNothing()
{
    QSignalSpy triggered(&m_actions->action(ActionId::CloseProject), &QAction::triggered);
    QTest::keyClicks(&m_palette->field(), "close project");
    QCOMPARE(shown(0, 0), QStringLiteral("Close Project"));
    QCOMPARE(shown(0, 1), QStringLiteral("No project is open"));
    QCOMPARE(shown(0, 2), QKeySequence(QKeySequence::Close).toString(QKeySequence::NativeText));
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(m_palette->isVisible());
    QCOMPARE(triggered.count(), 0);
}

void CommandPaletteTest::nothingFoundDoesNothing()
{
    QTest::keyClicks(&m_palette->field(), "xyzzy");
    QCOMPARE(m_palette->list().topLevelItemCount(), 0);
    QTest::keyClick(&m_palette->field(), Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
    QTest::keyClick(&m_palette->field(), Qt::Key_Escape);
    QVERIFY(!m_palette->isVisible());
}

QTEST_MAIN(CommandPaletteTest)
#include "tst_command_palette.moc"
