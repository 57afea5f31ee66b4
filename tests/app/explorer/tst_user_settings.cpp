// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/base/user_settings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;

class UserSettingsTest : public QObject {
    Q_OBJECT

private slots:
    void init() { QFile::remove(file()); }
    void themeIsKept();
    void nonsenseInTheFileGivesTheDefault();
    void frontsOfRecentProjectsAreKept();
    void recentProjectsAreTheTenNewestOnce();

private:
    QString file() const { return m_folder.filePath("settings.ini"); }
    QTemporaryDir m_folder;
};

void UserSettingsTest::themeIsKept()
{
    UserSettings(file()).setTheme(widgets::Theme::Dark);
    QCOMPARE(UserSettings(file()).theme(), widgets::Theme::Dark);
}

void UserSettingsTest::nonsenseInTheFileGivesTheDefault()
{
    QFile written(file());
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write("theme=purple\n[window\ngeometry=7");
    written.close();
    QCOMPARE(UserSettings(file()).theme(), widgets::Theme::System);
    QCOMPARE(UserSettings(file()).recentProjects(), QStringList());
}

void UserSettingsTest::frontsOfRecentProjectsAreKept()
{
    UserSettings settings(file());
    settings.addRecentProject("/p/0.odimo");
    settings.setFront("/p/0.odimo", {{0.25, 0.5, true}, {1, 0, false}});
    const std::vector<widgets::ThumbnailPoint> expected{{0.25, 0.5, true}, {1, 0, false}};
    QCOMPARE(UserSettings(file()).front("/p/0.odimo"), expected);
    QVERIFY(UserSettings(file()).front("/p/1.odimo").empty());
    for (int number = 1; number <= 10; ++number)
        settings.addRecentProject(QStringLiteral("/p/%1.odimo").arg(number));
    QVERIFY(settings.front("/p/0.odimo").empty()); // No longer recent.
}

void UserSettingsTest::recentProjectsAreTheTenNewestOnce()
{
    UserSettings settings(file());
    for (int number = 1; number <= 12; ++number)
        settings.addRecentProject(QStringLiteral("/p/%1.odimo").arg(number));
    settings.addRecentProject("/p/7.odimo");
    const QStringList recent = settings.recentProjects();
    QCOMPARE(recent.size(), 10);
    QCOMPARE(recent.first(), QStringLiteral("/p/7.odimo"));
    QCOMPARE(recent.count("/p/7.odimo"), 1);
    QCOMPARE(recent.last(), QStringLiteral("/p/3.odimo"));
}

QTEST_GUILESS_MAIN(UserSettingsTest)
#include "tst_user_settings.moc"
