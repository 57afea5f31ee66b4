// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/run_views.h"
#include "app/explorer/shell/view_area.h"
#include "app/explorer/timeline/timeline_controller.h"
#include "tests/app/explorer/opened_window.h"
#include "tests/app/explorer/sample_project.h"
#include "widgets/base/empty_state.h"
#include "widgets/front/front_panel.h"
#include "widgets/timeline/timeline_canvas.h"
#include "widgets/timeline/timeline_view.h"

#include <QAction>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using widgets::TimelineSource;

class TimelineControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { writeSampleProject(path("sample.odimo").toStdString()); }

    void init()
    {
        m_window.reset(); // Before its settings.
        m_settings = freshSettings(m_folder);
        m_window = openedWindow(*m_settings, path("sample.odimo"));
        QVERIFY(m_window->front().isVisible());
        m_window->views().show(ViewId::Timeline);
    }

    void showsTheSelectedRun()
    {
        const project::Run &run = runWithMapping();
        m_window->selection().setRun(run.id);
        QVERIFY(!view().emptyState().isEmpty());
        QCOMPARE(view().canvas().timeline().cycles, run.cost.latency_cycles);
        QVERIFY(titleShown().contains(QString("Run %1").arg(run.id)));
        QVERIFY2(titleShown().contains("is the bottleneck in"), qPrintable(titleShown()));
    }

    void aDoubleClickOpensTheLayer()
    {
        m_window->selection().setRun(runWithMapping().id);
        QTest::mouseDClick(view().canvas().viewport(), Qt::LeftButton, {}, view().canvas().stepRect(2).center());
        QCOMPARE(m_window->views().current(), std::optional(ViewId::Layers));
        QCOMPARE(m_window->selection().layer(), QString::fromStdString(view().canvas().timeline().steps[2].name));
    }

    void layersAreSelectedForTheWholeWindow()
    {
        m_window->selection().setRun(runWithMapping().id);
        const QString layer = QString::fromStdString(view().canvas().timeline().steps[2].name);
        QTest::mouseClick(view().canvas().viewport(), Qt::LeftButton, {}, view().canvas().stepRect(2).center());
        QCOMPARE(m_window->selection().layer(), layer);
        m_window->selection().setLayer(QString::fromStdString(view().canvas().timeline().steps[1].name));
        QVERIFY(view().canvas().currentLayer() != layer);
    }

    void aRunWithoutMappingSaysWhatItWaitsFor()
    {
        m_window->selection().setRun(1); // The warm-up.
        QVERIFY(view().emptyState().isEmpty());
        QVERIFY(labelWith("has no mapping"));
        m_window->selection().setRun(0);
        QVERIFY(labelWith("No run is selected"));
    }

    /// The runs of this project have no weights.
    void aProgramThatCannotBeMadeSaysWhy()
    {
        m_window->selection().setRun(runWithMapping().id);
        view().setSource(TimelineSource::Program);
        QTRY_VERIFY(labelWith("There is no program of"));
        QVERIFY2(labelWith("weights"), "the reason");
        view().setSource(TimelineSource::Model);
        QVERIFY(!view().emptyState().isEmpty());
    }

    void progressLeavesTheZoom()
    {
        const project::Run run = runWithMapping();
        m_window->selection().setRun(run.id);
        view().canvas().setFocus();
        QTest::keyClick(&view().canvas(), Qt::Key_Plus);
        const double length = view().canvas().window().length();
        m_window->projects().receive(host::RunChanged{run});
        QCOMPARE(view().canvas().window().length(), length);
    }

    void closingTheProjectEmptiesTheView()
    {
        m_window->selection().setRun(runWithMapping().id);
        m_window->projects().close();
        QVERIFY(view().emptyState().isEmpty());
    }

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    widgets::TimelineView &view() { return m_window->runViews().timeline(); }
    const project::Run &runWithMapping()
    {
        const auto &runs = m_window->projects().project()->runs;
        return *std::ranges::find_if(
            runs, [](const project::Run &run) { return run.mapping && run.kind == project::RunKind::Search; });
    }
    bool labelWith(const char *words)
    {
        return std::ranges::any_of(view().emptyState().findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->text().contains(QLatin1String(words)); });
    }
    QString titleShown()
    {
        for (const QLabel *label : view().findChildren<QLabel *>())
            if (label->text().contains("Run "))
                return label->text();
        return {};
    }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TimelineControllerTest)
#include "tst_timeline_controller.moc"
