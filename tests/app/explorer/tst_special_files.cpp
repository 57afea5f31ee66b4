// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/core/host/kept_projects.h"
#include "tests/core/project/forged.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"

#include <QAction>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// Files that the window says something about when it opens them: of another version, or not closed by their writer.
class SpecialFilesTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }
    void aProjectOfANewerVersionIsShownAndCannotBeChanged();
    void aProjectOfAnEarlierVersionSaysWhereItsCopyWillBe();
    void aProjectThatWasNotClosedIsChecked();
    void aDamagedOneThatWasNotClosedIsShownWithTheDamage();

private:
    std::string path() const { return m_folder->filePath("sample.odimo").toStdString(); }
    std::unique_ptr<MainWindow> open()
    {
        return openedWindow(*m_settings, QString::fromStdString(path()),
                            scripted({}, ScriptedExploration::End::ByItself));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;
};

void SpecialFilesTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = freshSettings(*m_folder);
    writeSampleProject(path());
}

void SpecialFilesTest::aProjectOfANewerVersionIsShownAndCannotBeChanged()
{
    samples::makeNewer(path());
    const std::vector<std::byte> before = readBytes(path());
    const auto window = open();
    QVERIFY(window->front().isVisible());
    const QString message = window->message().text();
    QVERIFY2(message.contains("newer version of ODiMO") && message.contains("looked at, not changed"),
             qPrintable(message));
    for (const project::Run &run : window->projects().project()->runs) {
        window->selection().setRun(run.id);
        for (const ActionId id :
             {ActionId::FinishRuns, ActionId::RenameRun, ActionId::Measure, ActionId::FineTune, ActionId::RetryRun,
              ActionId::VerifyRun, ActionId::EvaluateEdit, ActionId::FineTuneEdit})
            QVERIFY2(!window->actions().action(id).isEnabled(), qPrintable(window->actions().action(id).text()));
    }
    QCOMPARE(window->actions().action(ActionId::VerifyRun).toolTip(),
             QStringLiteral("This project can be looked at only"));
    QVERIFY(window->actions().action(ActionId::WriteReport).isEnabled());
    QVERIFY(readBytes(path()) == before);
}

void SpecialFilesTest::aProjectOfAnEarlierVersionSaysWhereItsCopyWillBe()
{
    std::filesystem::remove(path());
    samples::unpackProject(4, path());
    const QString copy = m_folder->filePath("sample-schema4.odimo");
    {
        const auto window = open();
        const QString message = window->message().text();
        QVERIFY2(message.contains("earlier version of ODiMO") && message.endsWith(copy + "."), qPrintable(message));
    }
    QVERIFY(!QFile::exists(copy));
    storeRunNames(path(), {});
    QVERIFY(QFile::exists(copy));
    QVERIFY(!open()->message().isVisible());
}

void SpecialFilesTest::aProjectThatWasNotClosedIsChecked()
{
    samples::execute(path(), "PRAGMA journal_mode = WAL"); // As its writer has it, who would take it back.
    const auto window = open();
    QVERIFY(window->front().isVisible());
    QVERIFY2(window->message().text().contains("did not close it"), qPrintable(window->message().text()));
    QVERIFY(window->actions().action(ActionId::FinishRuns).isEnabled());
}

void SpecialFilesTest::aDamagedOneThatWasNotClosedIsShownWithTheDamage()
{
    const std::string weights = m_folder->filePath("weights").toStdString();
    writeText(weights, std::string(3000, 'w'));
    project::Project::open(path(), project::Access::ReadWrite).storeWeights(1, "warm", weights);
    samples::execute(path(), "PRAGMA journal_mode = WAL; UPDATE contents SET compressed = zeroblob(9)");
    const auto window = open();
    QVERIFY(window->front().isVisible());
    const QString message = window->message().text();
    QVERIFY2(message.contains("is damaged: the warm weights of run 1") && message.contains("rescue"),
             qPrintable(message));
}

QTEST_MAIN(SpecialFilesTest)
#include "tst_special_files.moc"
