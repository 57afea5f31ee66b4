// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/help/action_links.h"
#include "app/explorer/help/help_contents.h"
#include "app/explorer/help/help_window.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/help_topic.h"
#include "widgets/help/help_view.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class HelpWindowTest : public QObject {
    Q_OBJECT

private slots:
    void theContentsHaveEveryPageOnce();
    void everyLinkLeadsSomewhere();
    void everyPictureIsThere();
    void everyViewAndPanelHasASection();
    void theFocusDecidesThePage();
    void namesOfActionsAreLinks_data();
    void namesOfActionsAreLinks();
    void aLinkDoesWhatItNames();

private:
    bool leadsSomewhere(const QString &page, const QString &anchor) const;

    const std::vector<widgets::HelpPage> m_pages = helpPages();
};

void HelpWindowTest::theContentsHaveEveryPageOnce()
{
    QStringList listed;
    for (const widgets::HelpPage &page : m_pages) {
        QVERIFY2(titleOf(page) != page.name, qPrintable(page.name + " is no page of the help, or has no title"));
        QCOMPARE(page.group.isEmpty(), page.name == contentsPage);
        QVERIFY2(!page.markdown.contains("<!--"), qPrintable(page.name));
        listed << page.name;
    }
    QCOMPARE(listed.front(), contentsPage);
    listed.sort();
    QCOMPARE(listed, QDir(ODIMO_TEST_DATA "/../docs").entryList({"*.md"}, QDir::Files, QDir::Name));
}

bool HelpWindowTest::leadsSomewhere(const QString &page, const QString &anchor) const
{
    const auto found = std::ranges::find(m_pages, page, &widgets::HelpPage::name);
    return found != m_pages.end() &&
           (anchor.isEmpty() || std::ranges::any_of(sectionsOf(*found), [&](const widgets::HelpSection &section) {
                return widgets::anchorOf(section.title) == anchor;
            }));
}

void HelpWindowTest::everyLinkLeadsSomewhere()
{
    static const QRegularExpression link(QStringLiteral("(?<!!)\\[[^\\]]*\\]\\(([^)#:]*)(#([^)]*))?\\)"));
    for (const widgets::HelpPage &page : m_pages) {
        auto matches = link.globalMatch(page.markdown);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString target = match.captured(1).isEmpty() ? page.name : match.captured(1);
            QVERIFY2(leadsSomewhere(target, match.captured(3)), qPrintable(page.name + ": " + match.captured(0)));
        }
    }
}

void HelpWindowTest::everyPictureIsThere()
{
    static const QRegularExpression picture(QStringLiteral("!\\[[^\\]]+\\]\\(([^)]+)\\)"));
    int count = 0;
    for (const widgets::HelpPage &page : m_pages) {
        auto matches = picture.globalMatch(page.markdown);
        for (; matches.hasNext(); ++count) {
            const QString name = matches.next().captured(1);
            const QImage image = helpImage(name, 600);
            QVERIFY2(image.width() == 600 && image.height() > 100, qPrintable(page.name + ": " + name));
        }
    }
    QVERIFY(count >= 3);
    QVERIFY(helpImage("images/none.png", 600).isNull());
}

void HelpWindowTest::everyViewAndPanelHasASection()
{
    for (const char *name : {"front", "network", "layers", "timeline", "curves", "compare", "setup", "steering", "runs",
                             "inspector", "log"})
        QVERIFY2(leadsSomewhere("explorer.md", name), name);
}

void HelpWindowTest::theFocusDecidesThePage()
{
    QWidget window;
    auto *layout = new QVBoxLayout(&window);
    auto *panel = new QWidget;
    auto *inPanel = new QLineEdit;
    auto *elsewhere = new QLineEdit;
    layout->addWidget(panel);
    (new QVBoxLayout(panel))->addWidget(inPanel);
    layout->addWidget(elsewhere);
    setHelpTopic(*panel, "explorer.md#steering");
    const ActionRegistry actions;
    HelpWindow help(actions, window);
    QVERIFY(!help.view());
    inPanel->setFocus();
    help.showForFocus();
    QCOMPARE(help.view()->topic(), QStringLiteral("explorer.md#steering"));
    QVERIFY(help.view()->isVisible() && help.view()->isWindow());
    elsewhere->setFocus();
    help.showForFocus();
    QCOMPARE(help.view()->topic(), QStringLiteral("explorer.md"));
}

void HelpWindowTest::namesOfActionsAreLinks_data()
{
    QTest::addColumn<QString>("markdown");
    QTest::addColumn<QString>("linked");
    QTest::newRow("an action") << "Choose *Open the Sample*."
                               << "Choose [Open the Sample](action:Open%20the%20Sample).";
    QTest::newRow("with dots") << "*Export Code...* (Ctrl+Alt+E)"
                               << "[Export Code...](action:Export%20Code...) (Ctrl+Alt+E)";
    QTest::newRow("after its menu") << "*File > Report...*"
                                    << "[File > Report...](action:Report...)";
    QTest::newRow("two") << "* *Fill Blocks*, *Drop Stragglers*"
                         << "* [Fill Blocks](action:Fill%20Blocks), [Drop Stragglers](action:Drop%20Stragglers)";
    const auto stays = [](const char *name, const char *markdown) {
        QTest::newRow(name) << markdown << markdown;
    };
    stays("another word", "the *cheapest* mapping");
    stays("a button without dots", "*Open* then shows it");
    stays("strong", "**Start**");
    stays("another menu", "*Edit > Report...*");
    stays("code", "`2 *Start* 3`");
    stays("a heading", "# *Start*");
    stays("a block", "```sh\n*Start*\n```");
}

void HelpWindowTest::namesOfActionsAreLinks()
{
    QFETCH(const QString, markdown);
    QTEST(withActionLinks(markdown, actionTable()), "linked");
}

void HelpWindowTest::aLinkDoesWhatItNames()
{
    QWidget window;
    ActionRegistry actions;
    HelpWindow help(actions, window);
    help.show(contentsPage);
    QSignalSpy started(&actions.action(ActionId::OpenSample), &QAction::triggered);
    const auto click = [&help] {
        emit help.view()->leaves(QUrl("action:Open%20the%20Sample"));
    };
    click();
    QCOMPARE(started.count(), 1);
    actions.action(ActionId::OpenSample).setEnabled(false);
    click();
    QCOMPARE(started.count(), 1);
}

QTEST_MAIN(HelpWindowTest)
#include "tst_help_window.moc"
