// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/help/help_window.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/help_topic.h"
#include "widgets/help/help_view.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class HelpWindowTest : public QObject {
    Q_OBJECT

private slots:
    void everyPageHasATitle();
    void everyLinkLeadsSomewhere();
    void everyViewAndPanelHasASection();
    void theFocusDecidesThePage();

private:
    bool leadsSomewhere(const QString &page, const QString &anchor) const;

    const std::vector<widgets::HelpPage> m_pages = helpPages();
};

void HelpWindowTest::everyPageHasATitle()
{
    QVERIFY(m_pages.size() > 8);
    QCOMPARE(m_pages.front().name, QStringLiteral("explorer.md"));
    for (const widgets::HelpPage &page : m_pages)
        QVERIFY2(titleOf(page) != page.name, qPrintable(page.name));
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
    static const QRegularExpression link(QStringLiteral("\\]\\(([^)#:]*)(#([^)]*))?\\)"));
    for (const widgets::HelpPage &page : m_pages) {
        auto matches = link.globalMatch(page.markdown);
        while (matches.hasNext()) {
            const QRegularExpressionMatch match = matches.next();
            const QString target = match.captured(1).isEmpty() ? page.name : match.captured(1);
            QVERIFY2(leadsSomewhere(target, match.captured(3)), qPrintable(page.name + ": " + match.captured(0)));
        }
    }
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
    HelpWindow help(window);
    QVERIFY(!help.view());
    inPanel->setFocus();
    help.showForFocus();
    QCOMPARE(help.view()->topic(), QStringLiteral("explorer.md#steering"));
    QVERIFY(help.view()->isVisible() && help.view()->isWindow());
    elsewhere->setFocus();
    help.showForFocus();
    QCOMPARE(help.view()->topic(), QStringLiteral("explorer.md"));
}

QTEST_MAIN(HelpWindowTest)
#include "tst_help_window.moc"
