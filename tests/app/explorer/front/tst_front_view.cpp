// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/front/overlay_controller.h"
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "core/network/zoo.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/table_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_table.h"
#include "widgets/front/hypervolume_plot.h"
#include "widgets/runs/runs_model.h"
#include "widgets/runs/runs_view.h"

#include <QAction>
#include <QMenu>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;

/// The front view in the real window, with mouse and keys.
class FrontViewTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theActionsChangeTheAxes();
    void theTableTakesThePlaceOfThePlot();
    void zoomsCanBeTakenBackByKey();
    void aSelectionIsSeenInEveryView();
    void theMenuOfAPointHasItsActions();
    void theGrowthSelectsRuns();
    void anotherProjectLiesBehindTheFront();
    void aProjectThatCannotBeComparedIsRefused();
    void overlaysGoWithTheirProject();

private:
    QString project(const QString &name) const { return m_folder.filePath(name + ".odimo"); }
    void trigger(ActionId id) { m_window->actions().action(id).trigger(); }
    widgets::FrontPlot &plot() { return m_window->front().plot(); }
    QWidget &canvas() { return *plot().findChild<QWidget *>(QString(), Qt::FindDirectChildrenOnly); }

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
    WarningCollector m_warnings;
};

void FrontViewTest::initTestCase()
{
    writeSampleProject(project("sample").toStdString());
    writeInstantProject(project("instant").toStdString());
    project::Setup other = project::Project::open(project("sample").toStdString(), project::Access::ReadOnly).setup();
    other.data = "mnist";
    project::Project::create(project("mnist").toStdString(), other);
}

void FrontViewTest::init()
{
    m_settings = std::make_unique<UserSettings>(m_folder.filePath("settings.ini"));
    m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::ByItself));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    m_window->openProject(project("sample"));
    QTRY_VERIFY(m_window->front().isVisible());
    QTRY_VERIFY(plot().positionOf(6));
    m_window->grab();
}

void FrontViewTest::cleanup()
{
    m_window.reset();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

void FrontViewTest::theActionsChangeTheAxes()
{
    trigger(ActionId::RelativeFront);
    QVERIFY(plot().axes().isRelative);
    trigger(ActionId::LogarithmicCost);
    QVERIFY(plot().axes().isCostLogarithmic && plot().axes().isRelative);
    trigger(ActionId::RelativeFront);
    trigger(ActionId::LogarithmicAccuracy);
    QVERIFY(plot().axes().isAccuracyLogarithmic && !plot().axes().isRelative);
    QVERIFY(plot().legend().contains("In the search (soft)"));
    trigger(ActionId::ShowTails);
    QVERIFY(!plot().legend().contains("In the search (soft)"));
    QVERIFY(m_window->front().findChild<QToolButton *>("options")->isVisible());
}

void FrontViewTest::theTableTakesThePlaceOfThePlot()
{
    m_window->selection().setRun(7);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    widgets::TableView &table = m_window->front().table().table();
    QTRY_VERIFY(table.isVisible());
    QVERIFY(!plot().isVisible());
    QCOMPARE(table.currentIndex().data(widgets::FrontTableModel::RunRole).toLongLong(), 7);
    QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
    QTRY_VERIFY(plot().isVisible());
}

void FrontViewTest::zoomsCanBeTakenBackByKey()
{
    QVERIFY(!m_window->actions().action(ActionId::UndoZoom).isEnabled());
    const QRectF all = plot().view();
    const QPoint centre = canvas().rect().center();
    QTest::mousePress(&canvas(), Qt::LeftButton, Qt::ControlModifier, centre);
    QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::ControlModifier, centre + QPoint(80, 60));
    const QRectF zoomed = plot().view();
    QVERIFY(zoomed.width() < all.width());
    QTest::keyClick(m_window.get(), Qt::Key_Z);
    QTRY_VERIFY(qAbs(plot().view().right() - all.right()) < 1e-9);
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ShiftModifier);
    QTRY_VERIFY(qAbs(plot().view().right() - zoomed.right()) < 1e-9);
}

void FrontViewTest::aSelectionIsSeenInEveryView()
{
    const QRect area = canvas().rect();
    const QPoint run = plot().positionOf(7)->toPoint();
    QTest::mousePress(&canvas(), Qt::LeftButton, Qt::ShiftModifier, run - QPoint(12, 12));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::ShiftModifier, run + QPoint(12, 12));
    QVERIFY(m_window->selection().brush().contains(7));
    const auto isFaint = [this](std::int64_t each) {
        const widgets::RunsModel &runs = m_window->presenter().runs();
        return runs.index(runs.rowOf(each), widgets::RunsModel::Name).data(Qt::ForegroundRole).isValid();
    };
    QVERIFY(!isFaint(7) && isFaint(2));
    QTest::mouseClick(m_window->front().findChild<QToolButton *>("brush"), Qt::LeftButton);
    QVERIFY(m_window->selection().brush().empty() && !isFaint(2));
    QTest::mousePress(&canvas(), Qt::LeftButton, Qt::ShiftModifier, area.topLeft() + QPoint(2, 2));
    QTest::mouseRelease(&canvas(), Qt::LeftButton, Qt::ShiftModifier, area.bottomRight() - QPoint(2, 2));
    QCOMPARE(m_window->selection().brush().size(), std::size_t(9));
    m_window->openProject(project("instant"));
    QTRY_VERIFY(m_window->selection().brush().empty());
}

void FrontViewTest::theMenuOfAPointHasItsActions()
{
    const QPoint at = plot().mapFromGlobal(canvas().mapToGlobal(plot().positionOf(8)->toPoint()));
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, plot().mapToGlobal(at));
    QCoreApplication::sendEvent(&plot(), &event);
    QCOMPARE(m_window->selection().run(), 8);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (const ActionSpec &spec : m_window->actions().specs())
        if (spec.traits.testFlag(ActionTrait::OnRun))
            QVERIFY2(menu->actions().contains(&m_window->actions().action(spec.id)), qPrintable(spec.text));
    QVERIFY(menu->actions().contains(&m_window->actions().action(ActionId::FitFront)));
    menu->close();
}

void FrontViewTest::theGrowthSelectsRuns()
{
    trigger(ActionId::ShowGrowth);
    QTRY_VERIFY(m_window->front().growth().isVisible());
    QTest::keyClick(&m_window->front().growth(), Qt::Key_Left);
    QTest::keyClick(&m_window->front().growth(), Qt::Key_Left);
    QVERIFY(m_window->selection().run() != 0);
    QCOMPARE(plot().selectedRun(), m_window->selection().run());
}

void FrontViewTest::anotherProjectLiesBehindTheFront()
{
    QVERIFY(!m_window->actions().action(ActionId::RemoveOverlays).isEnabled());
    m_window->overlays().add(project("instant").toStdString());
    QTRY_VERIFY(plot().legend().contains("instant"));
    m_window->overlays().add(project("instant").toStdString()); // Anew, not twice.
    QTRY_COMPARE(plot().legend().count("instant"), 1);
    trigger(ActionId::RemoveOverlays);
    QVERIFY(!plot().legend().contains("instant"));
}

void FrontViewTest::aProjectThatCannotBeComparedIsRefused()
{
    m_window->overlays().add(project("mnist").toStdString());
    QTRY_VERIFY(m_window->message().isVisible());
    const QString text = m_window->message().text();
    QVERIFY2(text.startsWith("mnist.odimo cannot be laid behind this front: it is about the data mnist"),
             qPrintable(text));
    QVERIFY(!plot().legend().contains("mnist"));
}

void FrontViewTest::overlaysGoWithTheirProject()
{
    m_window->overlays().add(project("instant").toStdString());
    QTRY_VERIFY(plot().legend().contains("instant"));
    m_window->openProject(project("instant"));
    QTRY_VERIFY(!plot().legend().contains("instant"));
}

QTEST_MAIN(FrontViewTest)
#include "tst_front_view.moc"
