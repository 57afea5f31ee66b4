// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/help/help_view.h"

#include <QLineEdit>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>
#include <QtTest>

using namespace odimo::widgets;

class HelpViewTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void headingsHaveTheAnchorsThatLinksUse_data();
    void headingsHaveTheAnchorsThatLinksUse();
    void sectionsLeaveCodeAlone();
    void titlesAreFoundFirst();
    void aTopicIsShownAtItsHeading();
    void sectionsAreFoundByTheirNumbers();
    void linksLeadToPagesAndBack();
    void linksToTheWebAreHandedOn();
    void searchingListsSectionsAndMarksTheWords();
    void contentsHaveHeadingsAndShowWhereTheReaderIs();
    void picturesAreAsWideAsThereIsRoomFor();
    void codeHasAGroundOfItsOwn();

private:
    odimo::tests::WarningCollector m_warnings;
    std::unique_ptr<HelpView> m_view;
};

void HelpViewTest::init()
{
    const QString filler = QStringLiteral("\n\nNothing of interest.").repeated(60);
    m_view = std::make_unique<HelpView>(
        std::vector<HelpPage>{
            {"one.md", "# First page\n\nSee [the second](two.md#the-units-end) and [the web](https://example.org).\n\n"
                       "## Units\n\nA unit computes." +
                           filler},
            {"two.md", "# Second page" + filler + "\n\n## The unit's end\n\nIt ends, unit by unit." + filler}},
        HelpImages());
    m_view->resize(700, 400);
    m_view->show();
}

void HelpViewTest::headingsHaveTheAnchorsThatLinksUse_data()
{
    QTest::addColumn<QString>("heading");
    QTest::addColumn<QString>("anchor");
    QTest::newRow("words") << "Ends and silence"
                           << "ends-and-silence";
    QTest::newRow("commas, dots") << "1.2 Network, data"
                                  << "12-network-data";
    QTest::newRow("apostrophe") << "The unit's end"
                                << "the-units-end";
}

void HelpViewTest::headingsHaveTheAnchorsThatLinksUse()
{
    QFETCH(const QString, heading);
    QTEST(anchorOf(heading), "anchor");
}

void HelpViewTest::sectionsLeaveCodeAlone()
{
    const std::vector<HelpSection> sections =
        sectionsOf({"x.md", "# Title\n```\n# no heading\n```\n## `Code` and [link](y.md)\ntext\n"});
    QCOMPARE(sections.size(), std::size_t(2));
    QCOMPARE(sections[1].title, QStringLiteral("Code and link"));
    QCOMPARE(sections[1].anchor, QStringLiteral("code-and-link"));
}

void HelpViewTest::titlesAreFoundFirst()
{
    const std::vector<HelpPage> pages{{"a.md", "# A\nfront front front\n## Front\nhere"}};
    const std::vector<HelpSection> found = findSections(pages, "FRONT");
    QCOMPARE(found.size(), std::size_t(2));
    QCOMPARE(found[0].title, QStringLiteral("Front"));
    QVERIFY(findSections(pages, "front nowhere").empty());
    QVERIFY(findSections(pages, " ").empty());
}

/// As comments and formulas cite them.
void HelpViewTest::sectionsAreFoundByTheirNumbers()
{
    const QString filler = QStringLiteral("\n\nNothing of interest.").repeated(60);
    HelpView view({{"a.md", "# Page" + filler + "\n\n### 4.1 Digital unit\n\nIt counts." + filler}}, HelpImages());
    view.resize(700, 400);
    view.show();
    view.show("a.md#4.1");
    const QTextCursor top = view.browser().cursorForPosition({20, 10});
    QCOMPARE(top.block().text(), QStringLiteral("4.1 Digital unit"));
}

void HelpViewTest::aTopicIsShownAtItsHeading()
{
    m_view->show("two.md");
    QCOMPARE(m_view->browser().verticalScrollBar()->value(), 0);
    m_view->show("two.md#the-units-end");
    QVERIFY(m_view->browser().verticalScrollBar()->value() > 100);
    const QTextCursor top = m_view->browser().cursorForPosition({20, 20});
    QCOMPARE(top.block().text(), QStringLiteral("The unit's end"));
    m_view->show("missing.md");
    QCOMPARE(m_view->topic(), QStringLiteral("two.md#the-units-end"));
}

void HelpViewTest::linksLeadToPagesAndBack()
{
    m_view->show("one.md");
    emit m_view->browser().anchorClicked(QUrl("two.md#the-units-end"));
    QCOMPARE(m_view->topic(), QStringLiteral("two.md#the-units-end"));
    const QList<QToolButton *> buttons = m_view->findChildren<QToolButton *>();
    const auto named = [&](const char *name) {
        return *std::ranges::find(buttons, QString(name), &QWidget::accessibleName);
    };
    named("Back")->click();
    QCOMPARE(m_view->topic(), QStringLiteral("one.md"));
    QVERIFY(!named("Back")->isEnabled());
    named("Forward")->click();
    QCOMPARE(m_view->topic(), QStringLiteral("two.md#the-units-end"));
}

void HelpViewTest::linksToTheWebAreHandedOn()
{
    QSignalSpy leaves(m_view.get(), &HelpView::leaves);
    m_view->show("one.md");
    emit m_view->browser().anchorClicked(QUrl("https://example.org"));
    QCOMPARE(leaves.count(), 1);
    QCOMPARE(m_view->topic(), QStringLiteral("one.md"));
}

void HelpViewTest::searchingListsSectionsAndMarksTheWords()
{
    QCOMPARE(m_view->list().count(), 2);
    QTest::keyClicks(&m_view->field(), "unit");
    QCOMPARE(m_view->list().count(), 2); // "Units" and "The unit's end", not the pages themselves.
    QTest::keyClick(&m_view->field(), Qt::Key_Return);
    QCOMPARE(m_view->topic(), QStringLiteral("two.md#the-units-end"));
    QCOMPARE(m_view->browser().extraSelections().size(), 3);
    m_view->field().setText("nonsense");
    QCOMPARE(m_view->list().item(0)->text(), QStringLiteral("Nothing found"));
    m_view->field().clear();
    QCOMPARE(m_view->list().count(), 2);
}

void HelpViewTest::contentsHaveHeadingsAndShowWhereTheReaderIs()
{
    HelpView view(
        {{"a.md", "# A"}, {"b.md", "# B\n[c](c.md)", "Use"}, {"c.md", "# C", "Use"}, {"d.md", "# D", "Look up"}},
        HelpImages());
    QStringList rows;
    for (int row = 0; row < view.list().count(); ++row)
        rows << view.list().item(row)->text();
    QCOMPARE(rows, QStringList({"A", "Use", "B", "C", "Look up", "D"}));
    QVERIFY(!view.list().item(1)->flags().testFlag(Qt::ItemIsSelectable));
    view.show("b.md");
    QCOMPARE(view.list().currentRow(), 2);
    emit view.browser().anchorClicked(QUrl("c.md"));
    QCOMPARE(view.list().currentRow(), 3);
    view.list().setCurrentRow(5);
    QCOMPARE(view.topic(), QStringLiteral("d.md"));
}

void HelpViewTest::picturesAreAsWideAsThereIsRoomFor()
{
    QStringList asked;
    HelpView view({{"a.md", "# A\n\n![a front](images/front.png)\n"}}, [&](const QString &name, int mostPixels) {
        asked << name;
        QImage image(mostPixels, 40, QImage::Format_RGB32);
        image.fill(Qt::red);
        return image;
    });
    const auto redColumns = [&view] {
        const QImage shown = view.browser().viewport()->grab().toImage();
        int most = 0;
        for (int y = 0; y < shown.height(); ++y) {
            int red = 0;
            for (int x = 0; x < shown.width(); ++x)
                red += shown.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
            most = std::max(most, red);
        }
        return most;
    };
    const auto room = [&view] {
        return view.browser().viewport()->width() - 2 * static_cast<int>(view.browser().document()->documentMargin());
    };
    view.resize(800, 400);
    view.show();
    view.show("a.md");
    QCOMPARE(redColumns(), room());
    view.resize(1100, 400);
    QCOMPARE(redColumns(), room());
    QVERIFY(room() > 500);
    QVERIFY(asked.contains("images/front.png"));
}

void HelpViewTest::codeHasAGroundOfItsOwn()
{
    HelpView view({{"a.md", "# A\n\nText.\n\n```sh\nodimo data\nodimo front\n3  4\n```\n\nMore.\n"}}, HelpImages());
    view.show("a.md");
    const auto formatOf = [&view](const QString &text) {
        return view.browser().document()->find(text).block().blockFormat();
    };
    const QColor ground = view.palette().alternateBase().color();
    QCOMPARE(formatOf("odimo data").background().color(), ground);
    QCOMPARE(formatOf("odimo front").background().color(), ground);
    QCOMPARE(formatOf("More").background().style(), Qt::NoBrush);
    QVERIFY(!formatOf("odimo data").nonBreakableLines());
    QVERIFY(formatOf("3  4").nonBreakableLines());
    QVERIFY(formatOf("odimo data").topMargin() > 0);
    QCOMPARE(formatOf("odimo front").topMargin(), 0);

    QPalette dark = view.palette();
    dark.setColor(QPalette::AlternateBase, Qt::black);
    view.setPalette(dark);
    QCOMPARE(formatOf("odimo data").background().color(), QColor(Qt::black));
}

QTEST_MAIN(HelpViewTest)
#include "tst_help_view.moc"
