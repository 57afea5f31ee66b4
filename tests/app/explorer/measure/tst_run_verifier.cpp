// SPDX-License-Identifier: Apache-2.0
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/core/host/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/table_view.h"
#include "widgets/runs/runs_model.h"
#include "widgets/runs/runs_view.h"

#include <QAction>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using samples::ExplorationFixture;

/// A run computed again from the window. The fake worker's results hang on all that those of a training hang on.
class RunVerifierTest : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<MainWindow> window()
    {
        return openedWindow(*m_settings, QString::fromStdString(m_fixture->project().string()),
                            scripted({}, ScriptedExploration::End::ByItself));
    }

    static QAction &verify(MainWindow &window) { return window.actions().action(ActionId::VerifyRun); }

    std::int64_t searchedRun() const
    {
        for (const project::Run &run : m_fixture->open().runs())
            if (run.kind == project::RunKind::Search && !run.sameMappingAs)
                return run.id;
        return 0;
    }

    std::unique_ptr<ExplorationFixture> m_fixture;
    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    WarningCollector m_warnings;

private slots:
    void init()
    {
        m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
        m_fixture = std::make_unique<ExplorationFixture>(FAKE_WORKER);
        ExplorationFixture::set("ODIMO_FAKE_EXACT", "1");
        QCOMPARE(m_fixture->explore(), host::Outcome::Done);
    }
    void cleanup() { QCOMPARE(m_warnings.takeAll(), QStringList()); }

    void theRunCarriesTheVerdict()
    {
        const auto shown = window();
        shown->selection().setRun(0);
        QVERIFY(!verify(*shown).isEnabled());
        const std::int64_t run = searchedRun();
        shown->selection().setRun(run);
        QVERIFY(verify(*shown).isEnabled());
        verify(*shown).trigger();
        QVERIFY(shown->message().text().contains(QString("Run %1 is computed again").arg(run)));
        QTRY_VERIFY_WITH_TIMEOUT(shown->message().text().contains("identical"), 20000);
        QVERIFY(shown->message().text().contains("bit by bit"));
        QTRY_VERIFY(shown->projects().project()->repetitions.contains(run));
        QVERIFY(m_fixture->open().repetition(run));
        const QAbstractItemModel *model =
            shown->findChild<widgets::RunsView *>()->findChild<widgets::TableView *>()->model();
        QStringList verdicts;
        for (int row = 0; row < model->rowCount(); ++row)
            verdicts << model->index(row, widgets::RunsModel::Verified).data().toString();
        QCOMPARE(verdicts.count("identical"), 1);
        QCOMPARE(verdicts.count("not yet"), verdicts.size() - 1);
    }

    void itCanBeStopped()
    {
        const auto shown = window();
        ExplorationFixture::behave("wait");
        shown->selection().setRun(searchedRun());
        verify(*shown).trigger();
        auto *stop = shown->message().findChild<QToolButton *>(QStringLiteral("remedy"));
        QTRY_VERIFY(stop->isVisible());
        stop->click();
        QTRY_VERIFY_WITH_TIMEOUT(shown->message().text().contains("stopped"), 20000);
        QVERIFY(!m_fixture->open().repetition(searchedRun()));
    }

    void theWindowClosesWhileARunIsComputedAgain()
    {
        auto shown = window();
        ExplorationFixture::behave("wait");
        shown->selection().setRun(searchedRun());
        verify(*shown).trigger();
        shown.reset();
        QVERIFY(!m_fixture->open().repetition(searchedRun()));
    }

    void whatCannotBeRepeatedIsExplained()
    {
        {
            project::Project project = project::Project::open(m_fixture->project(), project::Access::ReadWrite);
            project.forgetWeights(1, "warm");
        }
        const auto shown = window();
        shown->selection().setRun(searchedRun());
        verify(*shown).trigger();
        QVERIFY(shown->message().text().contains("the warm-up that it started from is not in the project"));
        QVERIFY(verify(*shown).isEnabled());
    }
};

QTEST_MAIN(RunVerifierTest)
#include "tst_run_verifier.moc"
