// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/field_names.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/runs/runs_model.h"
#include "widgets/runs/runs_view.h"
#include "widgets/setup/steering_panel.h"

#include <QAbstractSpinBox>
#include <QAction>
#include <QCheckBox>
#include <QMenuBar>
#include <QTabBar>
#include <QTemporaryDir>
#include <QToolBar>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// The window without a mouse.
class KeyboardTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void theTabKeyReachesEverything_data();
    void theTabKeyReachesEverything();
    void everyActionIsInAMenuWithItsWords();
    void noTwoActionsShareAShortcut();
    void aPanelThatGetsTheFocusComesToTheFront();
    void numbersShowViews();
    void goingBackIsNoUndoing();
    void lettersInATableSearchIt();
    void noMenuHasAMnemonicTwice();

private:
    static QString nameOf(const QWidget *widget);
    /// Of the widgets of the window that are to be reached.
    QSet<QWidget *> fields() const;
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});

    QTemporaryDir m_folder;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

void KeyboardTest::initTestCase() { writeInstantProject(m_folder.filePath("instant.odimo").toStdString()); }

void KeyboardTest::init()
{
    m_window.reset();
    QFile::remove(m_folder.filePath("settings.ini"));
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    m_window->resize(1600, 1000);
    m_window->show();
    m_window->openProject(m_folder.filePath("instant.odimo"));
    QTRY_VERIFY(m_window->front().isVisible() && !m_window->isBusy());
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

QString KeyboardTest::nameOf(const QWidget *widget)
{
    const QString parent =
        QString::fromLatin1(widget->parentWidget() ? widget->parentWidget()->metaObject()->className() : "nothing");
    if (const auto *bar = qobject_cast<const QTabBar *>(widget))
        return QStringLiteral("tab bar of %1 in %2")
            .arg(bar->count() > 0 ? bar->tabText(0) : QStringLiteral("nothing"), parent);
    return QStringLiteral("%1 '%2' in %3")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->accessibleName(), parent);
}

QSet<QWidget *> KeyboardTest::fields() const
{
    QSet<QWidget *> found;
    for (QWidget *widget : m_window->findChildren<QWidget *>())
        if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled() &&
            !widget->focusProxy())
            found << widget;
    return found;
}

void KeyboardTest::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget *focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
}

void KeyboardTest::theTabKeyReachesEverything_data()
{
    QTest::addColumn<int>("tab");
    init();
    for (int tab = 0; tab < m_window->views().count(); ++tab)
        QTest::newRow(qPrintable(m_window->views().tabText(tab))) << tab;
}

void KeyboardTest::theTabKeyReachesEverything()
{
    QFETCH(const int, tab);
    m_window->views().setCurrentIndex(tab);
    QCoreApplication::processEvents();
    const FieldNames names = fieldNames(*m_window);
    QCOMPARE(names.unnamed, QStringList());
    const QSet<QWidget *> wanted = fields();
    QVERIFY(wanted.size() > 10);
    QSet<QWidget *> reached;
    m_window->views().tabBar()->setFocus();
    for (qsizetype step = 0; step < 2 * wanted.size() && !(wanted - reached).isEmpty(); ++step) {
        reached << QApplication::focusWidget();
        press(Qt::Key_Tab);
    }
    QStringList missing;
    for (const QWidget *widget : wanted - reached)
        missing << nameOf(widget);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join('\n')));
}

void KeyboardTest::everyActionIsInAMenuWithItsWords()
{
    QSet<QAction *> inMenus;
    for (const QAction *menu : m_window->menuBar()->actions())
        for (QAction *action : menu->menu()->actions())
            inMenus << action;
    for (const ActionSpec &spec : m_window->actions().specs()) {
        QAction &action = m_window->actions().action(spec.id);
        QVERIFY2(inMenus.contains(&action), qPrintable(spec.text));
        QVERIFY2(!action.text().isEmpty() && !action.statusTip().isEmpty() && !action.icon().isNull(),
                 qPrintable(spec.text));
        QVERIFY2(action.isEnabled() || !action.toolTip().isEmpty(), qPrintable(spec.text));
    }
}

/// Of all that the window has, not only of those in the table.
void KeyboardTest::noTwoActionsShareAShortcut()
{
    QMap<QKeySequence, QString> used;
    for (const QAction *action : m_window->findChildren<QAction *>()) {
        if (action->shortcutContext() == Qt::WidgetShortcut || !action->isVisible())
            continue;
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!used.contains(key), qPrintable(key.toString() + ": " + action->text() + ", " + used.value(key)));
            used.insert(key, action->text());
        }
    }
}

void KeyboardTest::aPanelThatGetsTheFocusComesToTheFront()
{
    auto *field = m_window->steering().findChild<QAbstractSpinBox *>();
    QVERIFY(m_window->steering().visibleRegion().isEmpty()); // Behind the setup.
    field->parentWidget()->findChild<QCheckBox *>()->setFocus();
    QTRY_VERIFY(!m_window->steering().visibleRegion().isEmpty());
}

void KeyboardTest::numbersShowViews()
{
    press(Qt::Key_5, Qt::AltModifier);
    QCOMPARE(m_window->views().current(), std::optional(ViewId::Curves));
    press(Qt::Key_1, Qt::AltModifier);
    QCOMPARE(m_window->views().current(), std::optional(ViewId::Front));
}

void KeyboardTest::goingBackIsNoUndoing()
{
    const qint64 first = m_window->selection().run();
    m_window->selection().setRun(first + 1);
    QTRY_VERIFY(m_window->actions().action(ActionId::GoBack).isEnabled());
    press(Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->selection().run(), first);
    QVERIFY(!m_window->actions().action(ActionId::Undo).isEnabled());
    press(Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_window->selection().run(), first + 1);
}

/// F shows the whole front, unless a table has the focus: there letters go to the row that begins with them.
void KeyboardTest::lettersInATableSearchIt()
{
    m_window->views().show(ViewId::Layers);
    widgets::TableView &runs = m_window->runsView().table();
    runs.setFocus();
    runs.selectRow(0);
    press(Qt::Key_F, Qt::NoModifier);
    QCOMPARE(m_window->views().current(), std::optional(ViewId::Layers));
    const QString name = runs.currentIndex().siblingAtColumn(widgets::RunsModel::Name).data().toString();
    QVERIFY2(name.startsWith("f", Qt::CaseInsensitive), qPrintable(name)); // first-and-last-digital
    m_window->views().setFocus();
    press(Qt::Key_F, Qt::NoModifier);
    QCOMPARE(m_window->views().current(), std::optional(ViewId::Front));
}

/// As they are shown, with what is added to the menus beside the table of actions.
void KeyboardTest::noMenuHasAMnemonicTwice()
{
    const auto letterOf = [](const QString &text) {
        const qsizetype at = QString(text).remove(QStringLiteral("&&")).indexOf(QLatin1Char('&'));
        return at < 0 ? QChar() : text.at(at + 1).toLower();
    };
    const auto check = [&](const QList<QAction *> &actions, const QString &menu) {
        QMap<QChar, QString> used;
        for (const QAction *action : actions) {
            const QChar letter = letterOf(action->text());
            if (letter.isNull())
                continue;
            QVERIFY2(!used.contains(letter), qPrintable(menu + ": " + action->text() + " and " + used.value(letter)));
            used.insert(letter, action->text());
        }
    };
    check(m_window->menuBar()->actions(), QStringLiteral("menu bar"));
    for (const QAction *menu : m_window->menuBar()->actions())
        check(menu->menu()->actions(), menu->text());
}

QTEST_MAIN(KeyboardTest)
#include "tst_keyboard.moc"
