// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/setup/start_page.h"

#include <QAction>
#include <QCommandLinkButton>
#include <QSignalSpy>
#include <QtTest>

using namespace odimo::widgets;

class StartPageTest : public QObject {
    Q_OBJECT

private slots:
    void recentProjectsAreOffered();
    void missingProjectsAreGreyed();
    void theFrontIsDrawn();
    void linksTakeNoLetters();

private:
    odimo::tests::WarningCollector m_warnings;
};

void StartPageTest::recentProjectsAreOffered()
{
    StartPage page({});
    page.setRecent({{.path = "/p/one.odimo"}, {.path = "/p/two.odimo"}});
    QSignalSpy opened(&page, &StartPage::openRequested);
    const auto entries = page.findChildren<QCommandLinkButton *>();
    QCOMPARE(entries.size(), 2);
    QCOMPARE(entries[1]->text(), QStringLiteral("two.odimo"));
    QVERIFY(entries[1]->description().contains("Ctrl+2"));
    entries[1]->click();
    QCOMPARE(opened.takeFirst().first().toString(), QStringLiteral("/p/two.odimo"));
    page.setRecent({});
    QVERIFY(page.findChildren<QCommandLinkButton *>().isEmpty());
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

void StartPageTest::missingProjectsAreGreyed()
{
    StartPage page({});
    page.setRecent({{.path = "/p/gone.odimo", .isMissing = true}});
    const auto *entry = page.findChild<QCommandLinkButton *>();
    QVERIFY(!entry->isEnabled());
    QVERIFY(entry->description().startsWith("Missing"));
}

void StartPageTest::theFrontIsDrawn()
{
    const QImage none = frontThumbnail({}, QPalette()).pixmap(100, 60).toImage();
    const QImage some =
        frontThumbnail({{0, 0, true}, {1, 1, true}, {0.9, 0.2, false}}, QPalette()).pixmap(100, 60).toImage();
    QVERIFY(!none.isNull() && some != none);
    bool isDrawn = false; // Half-way up the step at the right.
    for (int x = 80; x < 100; ++x)
        isDrawn = isDrawn || some.pixelColor(x, 30).lightness() < 128;
    QVERIFY(isDrawn);
}

/// Alt with a letter goes to a field of the setup.
void StartPageTest::linksTakeNoLetters()
{
    QAction own(QStringLiteral("Your Own &Network..."));
    const StartPage page({&own});
    QCOMPARE(page.findChild<QCommandLinkButton *>()->text(), QStringLiteral("Your Own Network..."));
}

QTEST_MAIN(StartPageTest)
#include "tst_start_page.moc"
