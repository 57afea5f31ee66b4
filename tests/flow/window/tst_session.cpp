// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/deliver/deliver_controller.h"
#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/exploration/status_panel.h"
#include "app/explorer/run_views.h"
#include "app/explorer/shell/view_area.h"
#include "core/mapping/mapping.h"
#include "core/project/project.h"
#include "tests/flow/window/keyboard.h"
#include "tests/flow/window/working_window.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/phase_strip.h"
#include "widgets/compare/compare_view.h"
#include "widgets/deliver/export_dialog.h"
#include "widgets/editor/layers_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/network/network_panel.h"

#include <QDirIterator>
#include <QPushButton>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::flow;

namespace {

/// Of each file in a folder, by its path there.
QMap<QString, QByteArray> contentOf(const QString &folder)
{
    QMap<QString, QByteArray> content;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly))
            content.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return content;
}

} // namespace

/// From the start page to a mapping of one's own that was measured and exported, with real workers and without a
/// mouse. Each step goes on where the one before has ended.
class SessionTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void theSampleIsOpenedAndClosed();
    void theSetupIsFilledIn();
    void theExplorationIsSeenWhileItRuns();
    void theFrontIsWalked();
    void aSplitIsEditedTakenBackAndEdited();
    void theEditIsMeasured();
    void itIsComparedWithWhereItCameFrom();
    void itIsExported();
    void itIsThereAfterARestart();

private:
    /// Pauses what is explored and resumes it by the same key, wherever in its phases it is.
    void pauseAndResume();
    /// The runs that the front shows as measured points.
    QList<qint64> points() const;

    tests::WarningCollector m_warnings;
    bool m_hasFailed = false;
    Session m_session;
    std::unique_ptr<WorkingWindow> m_window;
    qint64 m_start = 0;  ///< The run that was edited.
    qint64 m_edited = 0; ///< What came of it.
    mapping::Mapping m_mapping;
};

void SessionTest::initTestCase()
{
    m_window = std::make_unique<WorkingWindow>(m_session);
    (*m_window)->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&**m_window));
}

void SessionTest::init()
{
    if (m_hasFailed)
        QSKIP("a step before it has failed");
}

void SessionTest::cleanup()
{
    m_hasFailed |= QTest::currentTestFailed();
    QCOMPARE(m_warnings.takeAll(), QStringList());
}

QList<qint64> SessionTest::points() const
{
    QList<qint64> shown;
    for (const widgets::FrontMarker &point : (*m_window)->front().plot().front().points)
        shown << point.run;
    return shown;
}

void SessionTest::theSampleIsOpenedAndClosed()
{
    MainWindow &window = **m_window;
    QVERIFY(Keyboard::tabTo(m_window->action(ActionId::OpenSample).text().remove(QLatin1Char('&'))));
    Keyboard::press(Qt::Key_Space);
    QTRY_VERIFY_WITH_TIMEOUT(window.front().isVisible() && !window.isBusy(), longestWait_ms);
    QVERIFY(points().size() >= 16);
    Keyboard::press(Qt::Key_2, Qt::AltModifier);
    QCOMPARE(window.views().current(), std::optional(ViewId::Network));
    QVERIFY(window.network().isVisible());
    Keyboard::press(Qt::Key_1, Qt::AltModifier);
    Keyboard::press(m_window->action(ActionId::CloseProject).shortcut());
    QTRY_VERIFY(!window.front().isVisible() && !window.isBusy());
}

void SessionTest::theSetupIsFilledIn()
{
    QVERIFY(Keyboard::fill("Network", "resnet8:width=16,stem=2"));
    QVERIFY(Keyboard::fill("Data", "synthetic:classes=4"));
    QVERIFY(Keyboard::tabTo("Engine"));
    Keyboard::type("odimo");
    QVERIFY(Keyboard::tabTo("Kind of strengths"));
    Keyboard::press(Qt::Key_Down); // A list.
    QVERIFY(Keyboard::fill("Strengths", "0.2 2"));
    QVERIFY(Keyboard::tabTo("Preset"));
    Keyboard::press(Qt::Key_End);
    QVERIFY(Keyboard::fill("Epochs of warm-up, search and fine-tuning", "4,2,1"));
    QVERIFY(Keyboard::fill("Training images", "256"));
    QVERIFY(Keyboard::fill("Project file", m_session.file("mine.odimo")));
    Keyboard::press(Qt::Key_Return);
    const widgets::SetupFields fields = (*m_window)->setup().fields();
    QCOMPARE(fields.network, "resnet8:width=16,stem=2");
    QCOMPARE(fields.engine, "odimo");
    QCOMPARE(fields.project, m_session.file("mine.odimo"));
    QVERIFY(fields.isCustom);
    const QAction &start = m_window->action(ActionId::Start);
    QTRY_VERIFY2_WITH_TIMEOUT(start.isEnabled(), qPrintable(start.toolTip()), longestWait_ms);
}

void SessionTest::pauseAndResume()
{
    MainWindow &window = **m_window;
    const StatusPanel &status = *window.findChild<StatusPanel *>();
    Keyboard::press(m_window->action(ActionId::Pause).shortcut());
    if (!m_window->isExploring()) // It has ended just now.
        return;
    QCOMPARE(window.exploration().state(), ExplorationController::State::Paused);
    QCOMPARE(status.activity(), "Paused");
    Keyboard::press(m_window->action(ActionId::Pause).shortcut());
    QVERIFY(window.exploration().state() != ExplorationController::State::Paused);
    QVERIFY(status.activity() != "Paused");
}

/// What the plots have grows step by step, up to what the file has.
void SessionTest::theExplorationIsSeenWhileItRuns()
{
    MainWindow &window = **m_window;
    Keyboard::press(Qt::Key_F5);
    QVERIFY(m_window->isExploring());
    QSet<std::size_t> epochs;
    QSet<qsizetype> markers;
    QStringList phases;
    while (m_window->isExploring()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        if (window.selection().run() == 0 && !m_window->rows().empty())
            window.selection().setRun(1);
        if (window.selection().run() == 1)
            epochs << m_window->curves().points().size();
        if (!markers.contains(points().size())) // Some run has ended: often between two phases.
            for (int time = 0; time < 2 && !QTest::currentTestFailed(); ++time)
                pauseAndResume();
        if (QTest::currentTestFailed())
            return;
        markers << points().size();
        for (const widgets::Phase &phase : window.findChild<widgets::PhaseStrip *>()->phases())
            if (phase.isRunning && !phases.contains(phase.title))
                phases << phase.title;
    }
    QVERIFY2(epochs.size() >= 4, qPrintable(QString::number(epochs.size())));
    QVERIFY2(markers.size() >= 3, qPrintable(QString::number(markers.size())));
    QVERIFY2(phases.size() >= 3, qPrintable(phases.join(", ")));
    QVERIFY2(window.message().text().startsWith("The front is done"), qPrintable(window.message().text()));

    const project::Project stored = project::Project::open(m_session.path("mine.odimo"), project::Access::ReadOnly);
    for (const project::Run &run : stored.runs()) {
        QCOMPARE(run.status, project::RunStatus::Done);
        QCOMPARE(points().contains(run.id), run.mapping.has_value());
        window.selection().setRun(run.id);
        QCOMPARE(m_window->curves().points().size(), stored.epochs(run.id).size());
        for (std::size_t epoch = 0; epoch < stored.epochs(run.id).size(); ++epoch)
            QCOMPARE(m_window->curves().points()[epoch].loss, stored.epochs(run.id)[epoch].result.loss);
    }
}

void SessionTest::theFrontIsWalked()
{
    MainWindow &window = **m_window;
    Keyboard::press(Qt::Key_1, Qt::AltModifier);
    QVERIFY(Keyboard::tabTo("Front of accuracy against cost"));
    QSet<qint64> reached;
    for (qsizetype step = 0; step < 2 * points().size(); ++step) {
        Keyboard::press(step < points().size() ? Qt::Key_Right : Qt::Key_Left);
        reached << window.selection().run();
    }
    const QList<qint64> shown = points();
    QCOMPARE(reached, QSet<qint64>(shown.begin(), shown.end()));
    const auto isSearched = [&] {
        return window.projects().project()->find(window.selection().run())->kind == project::RunKind::Search;
    };
    for (qsizetype step = 0; step < points().size() && !isSearched(); ++step)
        Keyboard::press(Qt::Key_Right);
    QVERIFY(isSearched());
    m_start = window.selection().run();
}

void SessionTest::aSplitIsEditedTakenBackAndEdited()
{
    MainWindow &window = **m_window;
    Keyboard::press(Qt::Key_3, Qt::AltModifier);
    QCOMPARE(window.views().current(), std::optional(ViewId::Layers));
    Keyboard::press(Qt::Key_BracketRight);
    Keyboard::press(Qt::Key_BracketRight);
    QVERIFY(!window.selection().layer().isEmpty());
    const mapping::Mapping before = *window.projects().project()->find(m_start)->mapping;
    QVERIFY(Keyboard::tabTo("Cost staircase"));
    Keyboard::press(Qt::Key_Home);
    if (*window.editor().edited() == before) // It had none on this unit.
        Keyboard::press(Qt::Key_End);
    m_mapping = *window.editor().edited();
    QVERIFY(m_mapping != before);
    Keyboard::press(m_window->action(ActionId::Undo).shortcut());
    QCOMPARE(*window.editor().edited(), before);
    Keyboard::press(m_window->action(ActionId::Redo).shortcut());
    QCOMPARE(*window.editor().edited(), m_mapping);
}

void SessionTest::theEditIsMeasured()
{
    MainWindow &window = **m_window;
    const std::size_t before = m_window->rows().size();
    Keyboard::press(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(m_window->isExploring());
    QVERIFY(m_window->waitForEnd());
    QCOMPARE(m_window->rows().size(), before + 1);
    m_edited = m_window->rows().back().id;
    const project::Run &measured = *window.projects().project()->find(m_edited);
    QCOMPARE(*measured.mapping, m_mapping);
    QVERIFY(measured.test().has_value());
    QVERIFY(points().contains(m_edited));
    QTRY_VERIFY2(window.message().text().contains("is measured"), qPrintable(window.message().text()));
    QVERIFY(Keyboard::tabTo(QString("Show Run %1").arg(m_edited)));
    Keyboard::press(Qt::Key_Space);
    QCOMPARE(window.selection().run(), m_edited);
}

void SessionTest::itIsComparedWithWhereItCameFrom()
{
    MainWindow &window = **m_window;
    Keyboard::press(Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(window.views().current(), std::optional(ViewId::Compare));
    const widgets::CompareView &view = window.runViews().compare();
    QCOMPARE(view.first().run, m_start);
    QCOMPARE(view.second().run, m_edited);
}

/// As the command line exports it, byte by byte.
void SessionTest::itIsExported()
{
    MainWindow &window = **m_window;
    Keyboard::press(Qt::Key_E, Qt::ControlModifier | Qt::AltModifier);
    QTRY_VERIFY(QApplication::activeWindow() && QApplication::activeWindow() != &window);
    widgets::ExportDialog &dialog = *window.deliver().exports().dialog();
    QVERIFY(Keyboard::tabTo("C for DIANA"));
    for (const QString target : {"diana", "onnx", "json"}) {
        if (target != dialog.target().name)
            Keyboard::press(Qt::Key_Up);
        QCOMPARE(dialog.target().name, target);
        const QString folder = m_session.file("window-" + target.toStdString());
        const QString expected = m_session.file("command-" + target.toStdString());
        QVERIFY(Keyboard::fill("Folder of the export", folder));
        const cli::Ended exported =
            cli::runOdimo({"export", m_session.file("mine.odimo"), "--run", QString::number(m_edited), "--target",
                           target, "--output", expected});
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
        QTRY_VERIFY_WITH_TIMEOUT(dialog.exportButton().isEnabled(), longestWait_ms);
        Keyboard::press(Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(dialog.result().contains(folder), qPrintable(dialog.result()), longestWait_ms);
        QCOMPARE(contentOf(folder), contentOf(expected));
        QVERIFY(Keyboard::tabTo(dialog.target().title));
    }
    const auto written = m_session.path("window-json") / "mapping.json";
    QCOMPARE(mapping::mappingFromJson(parseJson(readText(written), written),
                                      window.projects().project()->setup.platform, written),
             m_mapping);
    Keyboard::press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog.isVisible());
}

void SessionTest::itIsThereAfterARestart()
{
    m_window.reset();
    m_window = std::make_unique<WorkingWindow>(m_session);
    (*m_window)->openProject(m_session.file("mine.odimo"));
    QTRY_VERIFY((*m_window)->front().isVisible() && !(*m_window)->isBusy());
    QVERIFY(points().contains(m_edited));
    QCOMPARE(*(*m_window)->projects().project()->find(m_edited)->mapping, m_mapping);
}

QTEST_MAIN(SessionTest)
#include "tst_session.moc"
