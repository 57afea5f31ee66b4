// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/run_views.h"
#include "app/explorer/shell/view_area.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "widgets/base/empty_state.h"
#include "widgets/compare/compare_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/layers/bar_rows.h"

#include <QAction>
#include <QComboBox>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

class CompareControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(path("sample.odimo").toStdString()); }

    void init()
    {
        m_window.reset(); // Before its settings.
        m_settings = freshSettings(m_folder);
        m_window = openedWindow(*m_settings, path("sample.odimo"));
        QVERIFY(m_window->front().isVisible());
    }

    void comparesWithTheReferenceAtFirst()
    {
        m_window->selection().setRun(searched(0).id);
        QTRY_VERIFY(!view().emptyState().isEmpty());
        QCOMPARE(runOf(view().first().run).baseline, std::string("all-digital"));
        QCOMPARE(view().second(), own(searched(0).id));
        const std::vector<widgets::BarRow> &rows = view().waterfall().rows();
        QCOMPARE(rows.back().parts[0].to, searched(0).cost.latency_cycles / 1000);
        QVERIFY(std::abs(rows[rows.size() - 2].parts[0].to - rows.back().parts[0].to) < 1e-9);
    }

    void comparesWithTheRunThatWasSelectedBefore()
    {
        m_window->selection().setRun(searched(0).id);
        m_window->selection().setRun(searched(1).id);
        QAction &compare = m_window->actions().action(ActionId::CompareWithPrevious);
        QVERIFY(compare.isEnabled());
        compare.trigger();
        QCOMPARE(m_window->views().current(), std::optional(ViewId::Compare));
        QCOMPARE(view().first(), own(searched(0).id));
        QCOMPARE(view().second(), own(searched(1).id));
        QCOMPARE(m_window->selection().comparedRun(), qint64(searched(0).id));
        QTRY_VERIFY(!view().emptyState().isEmpty());
    }

    void theChoosersSelect()
    {
        m_window->selection().setRun(searched(0).id);
        m_window->views().show(ViewId::Compare);
        QComboBox &second = *view().findChildren<QComboBox *>().at(1);
        second.setCurrentIndex(second.findText(QString("Run %1:").arg(searched(1).id), Qt::MatchStartsWith));
        QCOMPARE(m_window->selection().run(), qint64(searched(1).id));
        QCOMPARE(view().second(), own(searched(1).id));
    }

    void aRunIsNotComparedWithItself()
    {
        m_window->selection().setRun(searched(0).id);
        m_window->selection().setComparedRun(searched(0).id);
        QVERIFY(view().emptyState().isEmpty());
    }

    void closingTheProjectForgetsTheComparison()
    {
        m_window->selection().setRun(searched(0).id);
        m_window->selection().setComparedRun(searched(1).id);
        m_window->projects().close();
        QVERIFY(view().emptyState().isEmpty());
        QCOMPARE(m_window->selection().comparedRun(), qint64(0));
        QCOMPARE(view().findChildren<QComboBox *>().at(0)->count(), 0);
    }

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    widgets::CompareView &view() { return m_window->runViews().compare(); }
    static widgets::CompareRun own(std::int64_t run) { return {0, run}; }
    const project::Run &runOf(std::int64_t id) { return *m_window->projects().project()->find(id); }
    const project::Run &searched(int which)
    {
        for (const project::Run &run : m_window->projects().project()->runs)
            if (run.mapping && run.test() && run.kind == project::RunKind::Search && which-- == 0)
                return run;
        throw std::runtime_error("the sample has fewer searches");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(CompareControllerTest)
#include "tst_compare_controller.moc"
