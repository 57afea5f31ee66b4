// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/project/project_presenter.h"
#include "app/explorer/steering/steering_controller.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/layers/split_view.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/setup/setup_panel.h"
#include "widgets/setup/steering_panel.h"

#include <QAction>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using End = ScriptedExploration::End;

/// From the steering panel to the predicted front and to the settings of the next exploration.
class SteeringTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void aProjectShowsWhatItWasLastAskedFor();
    void withoutAnAnalysisThereIsNoPrediction();
    void limitsCutThePrediction();
    void whatCannotBeKeptIsSaidInThePanel_data();
    void whatCannotBeKeptIsSaidInThePanel();
    void aPinFromTheSplitReplacesThoseOfItsLayer();
    void aDraggedLimitIsInTheUnitOfTheAxis_data();
    void aDraggedLimitIsInTheUnitOfTheAxis();
    void thePredictionFollowsTheAxis();
    void thePredictionCanBeHidden();
    void aPredictedMappingCanBeLookedAt();
    void theNextExplorationKeepsToThePanel();
    void anExplorationThatBeginsKeepsWhatItIsAskedFor();
    void closingTheProjectForgetsItsRestrictions();
    void limitsAndPinsCanBeTakenBack();
    void aRefusedStrengthIsReportedInTheWindow();

private:
    QString path(const char *name) const { return m_folder.filePath(name); }
    std::unique_ptr<MainWindow> window(const char *project, MakeExploration make = scripted({}, End::ByItself));
    static void ask(MainWindow &window, const widgets::SteeringFields &fields);

    QTemporaryDir m_folder;
    std::unique_ptr<UserSettings> m_settings;
};

void SteeringTest::initTestCase()
{
    writeSampleProject(path("sample.odimo").toStdString());
    writeInstantProject(path("instant.odimo").toStdString());
}

void SteeringTest::init()
{
    QFile::remove(path("settings.ini"));
    m_settings = std::make_unique<UserSettings>(path("settings.ini"));
}

std::unique_ptr<MainWindow> SteeringTest::window(const char *project, MakeExploration make)
{
    auto made = std::make_unique<MainWindow>(*m_settings, std::move(make));
    made->show();
    made->openProject(path(project));
    [&] {
        QTRY_VERIFY(made->front().isVisible() && !made->steeringController().isPredicting());
    }();
    return made;
}

/// As the user would, and waits for the answer.
void SteeringTest::ask(MainWindow &window, const widgets::SteeringFields &fields)
{
    window.steering().setFields(fields);
    emit window.steering().changed();
    QTRY_VERIFY(!window.steeringController().isPredicting());
}

void SteeringTest::aProjectShowsWhatItWasLastAskedFor()
{
    const auto shown = window("instant.odimo");
    const widgets::SteeringFields fields = shown->steering().fields();
    QCOMPARE(fields.mostLatency_ms, std::optional(0.1));
    QCOMPARE(fields.pins, QStringList{"conv1=digital"});
    QVERIFY2(shown->steering().outcome().contains("mappings are predicted"), qPrintable(shown->steering().outcome()));
    QVERIFY(shown->actions().action(ActionId::ShowPrediction).isEnabled());
    QCOMPARE(shown->inspector().split().model().pins().size(), std::size_t(1));
}

void SteeringTest::withoutAnAnalysisThereIsNoPrediction()
{
    const auto shown = window("sample.odimo");
    QAction &show = shown->actions().action(ActionId::ShowPrediction);
    QVERIFY(!show.isEnabled());
    QVERIFY(show.toolTip().contains("engine instant"));
    QVERIFY(shown->steering().outcome().contains("No analysis yet"));
    QVERIFY(shown->front().plot().prediction().empty());
}

void SteeringTest::limitsCutThePrediction()
{
    const auto shown = window("instant.odimo");
    ask(*shown, {});
    const std::vector<widgets::PredictedMarker> all = shown->front().plot().prediction();
    ask(*shown, {.mostLatency_ms = 0.08, .leastAccuracy = 0.88});
    const std::vector<widgets::PredictedMarker> some = shown->front().plot().prediction();
    QVERIFY(!some.empty() && some.size() < all.size());
    for (const widgets::PredictedMarker &point : some)
        QVERIFY(point.latency_ms <= 0.08 && point.accuracy >= 0.88);
}

void SteeringTest::whatCannotBeKeptIsSaidInThePanel_data()
{
    QTest::addColumn<double>("most_ms");
    QTest::addColumn<double>("least");
    QTest::addColumn<QString>("pin");
    QTest::addColumn<QString>("mentions");
    QTest::newRow("latency names the fastest") << 0.01 << 0.0 << "conv1=digital"
                                               << "the fastest takes";
    QTest::newRow("accuracy names the best") << 0.2 << 0.99 << "conv1=digital"
                                             << "the best reaches";
    QTest::newRow("unit") << 0.2 << 0.0 << "conv1=digitl"
                          << "its units are digital, analog";
    QTest::newRow("layer") << 0.2 << 0.0 << "stem=digital"
                           << "the layers are conv1";
}

void SteeringTest::whatCannotBeKeptIsSaidInThePanel()
{
    QFETCH(const double, most_ms);
    QFETCH(const double, least);
    QFETCH(const QString, pin);
    QFETCH(const QString, mentions);
    const auto shown = window("instant.odimo");
    ask(*shown, {.mostLatency_ms = most_ms, .leastAccuracy = least, .pins = {pin}});
    QVERIFY2(shown->steering().outcome().contains(mentions), qPrintable(shown->steering().outcome()));
    QVERIFY(shown->front().plot().prediction().empty());
    QVERIFY(!shown->message().isVisible());
    ask(*shown, {});
    QVERIFY(!shown->front().plot().prediction().empty());
}

void SteeringTest::aPinFromTheSplitReplacesThoseOfItsLayer()
{
    const auto shown = window("instant.odimo");
    ask(*shown, {.pins = {"conv1[0-3]=digital", "fc=digital", "conv1[4-7]=analog"}});
    widgets::SplitView &split = shown->inspector().split();
    emit split.pinChosen("conv1", 1);
    QCOMPARE(shown->steering().fields().pins, (QStringList{"fc=digital", "conv1=analog"}));
    QCOMPARE(split.model().pins().size(), std::size_t(2));
    emit split.pinChosen("fc", std::nullopt);
    QCOMPARE(shown->steering().fields().pins, QStringList{"conv1=analog"});
    QTRY_VERIFY(!shown->steeringController().isPredicting());
}

void SteeringTest::aDraggedLimitIsInTheUnitOfTheAxis_data()
{
    QTest::addColumn<int>("axis");
    QTest::addColumn<double>("value");
    QTest::newRow("kilocycles at 260 MHz") << int(widgets::CostAxis::Kilocycles) << 20.8;
    QTest::newRow("milliseconds") << int(widgets::CostAxis::Milliseconds) << 0.08;
}

void SteeringTest::aDraggedLimitIsInTheUnitOfTheAxis()
{
    QFETCH(const int, axis);
    QFETCH(const double, value);
    const auto shown = window("instant.odimo");
    shown->front().setAxis(static_cast<widgets::CostAxis>(axis));
    emit shown->front().plot().limitDragged(widgets::LimitKind::Cost, value);
    QCOMPARE(shown->steering().fields().mostLatency_ms, std::optional(0.08));
    emit shown->front().plot().limitDragged(widgets::LimitKind::Accuracy, 0.875);
    QCOMPARE(shown->steering().fields().leastAccuracy, std::optional(0.875));
    QTRY_VERIFY(!shown->steeringController().isPredicting());
    QVERIFY(shown->front().plot().prediction().back().latency_ms <= 0.08);
}

void SteeringTest::thePredictionFollowsTheAxis()
{
    const auto shown = window("instant.odimo");
    ask(*shown, {});
    const widgets::PredictedMarker fastest = shown->front().plot().prediction().front();
    shown->front().setAxis(widgets::CostAxis::Microjoules);
    QVERIFY(shown->front().plot().prediction().empty());
    QTRY_VERIFY(!shown->front().plot().prediction().empty());
    const std::vector<widgets::PredictedMarker> byEnergy = shown->front().plot().prediction();
    QVERIFY(std::ranges::is_sorted(byEnergy, {}, &widgets::PredictedMarker::energy_uJ));
    QVERIFY(byEnergy.front().energy_uJ < fastest.energy_uJ);
}

void SteeringTest::thePredictionCanBeHidden()
{
    const auto shown = window("instant.odimo");
    QAction &show = shown->actions().action(ActionId::ShowPrediction);
    show.trigger();
    QVERIFY(shown->front().plot().prediction().empty());
    QVERIFY(shown->steering().outcome().contains("mappings are predicted"));
    show.trigger();
    QVERIFY(!shown->front().plot().prediction().empty());
}

void SteeringTest::aPredictedMappingCanBeLookedAt()
{
    const auto shown = window("instant.odimo");
    ask(*shown, {.pins = {"conv1=digital"}});
    const qint64 run = shown->selection().run();
    QVERIFY(run != 0);
    const std::vector<widgets::PredictedMarker> predicted = shown->front().plot().prediction();
    emit shown->front().plot().predictionChosen(0);
    QCOMPARE(shown->inspector().title(), QStringLiteral("Predicted mapping"));
    QCOMPARE(shown->selection().run(), 0);
    const widgets::SplitValues &split = shown->inspector().split().model().split();
    QCOMPARE(split.latency_cycles, predicted.front().latency_cycles);
    QCOMPARE(split.layers.front().channels[1], 0); // As it is pinned.
    shown->selection().setRun(run);
    QVERIFY(shown->inspector().title().startsWith("Run "));
}

void SteeringTest::theNextExplorationKeepsToThePanel()
{
    std::optional<host::Settings> started;
    const auto shown = window("instant.odimo", [&](const std::filesystem::path &, const host::Settings &settings,
                                                   host::Listener listener) {
        started = settings;
        return std::make_unique<ScriptedExploration>(std::move(listener), std::vector<host::Notice>{}, End::ByItself);
    });
    widgets::SetupFields fields = shown->setup().fields();
    fields.network = "resnet8:stem=2";
    fields.data = "synthetic:train=40,test=20,classes=10,size=28";
    fields.project = path("next.odimo");
    shown->setup().setFields(fields);
    QAction &start = shown->actions().action(ActionId::Start);
    ask(*shown, {.mostLatency_ms = 0.001});
    QTRY_VERIFY2(start.toolTip().contains("limits and pins"), qPrintable(start.toolTip()));
    QVERIFY(!start.isEnabled());
    ask(*shown, {.mostLatency_ms = 0.09, .leastAccuracy = 0.5, .pins = {"fc=digital"}});
    QTRY_VERIFY2(start.isEnabled(), qPrintable(start.toolTip()));
    start.trigger();
    QTRY_VERIFY(!shown->exploration().isActive());
    QVERIFY(started);
    const host::RestrictionSettings expected{
        .pins = {"fc=digital"}, .mostLatency_ms = 0.09, .mostEnergy_uJ = {}, .leastAccuracy = 0.5};
    QVERIFY(started->restrictions == expected);
    ask(*shown, {.leastAccuracy = 0.6}); // The new project is not there yet.
    QCOMPARE(shown->steeringController().restrictions().leastAccuracy, std::optional(0.6));
}

void SteeringTest::anExplorationThatBeginsKeepsWhatItIsAskedFor()
{
    const project::Setup setup = readProject(path("instant.odimo").toStdString()).setup;
    const auto shown = window("instant.odimo", scripted({host::ProjectReady{setup}}, End::WhenStopped));
    const widgets::SteeringFields fields{.leastAccuracy = 0.88};
    ask(*shown, fields);
    QSignalSpy opened(&shown->projects(), &ProjectController::opened);
    shown->exploration().start(path("instant.odimo").toStdString(), {});
    QTRY_COMPARE(opened.count(), 1);
    QCOMPARE(shown->steering().fields(), fields);
}

void SteeringTest::closingTheProjectForgetsItsRestrictions()
{
    const auto shown = window("instant.odimo");
    shown->actions().action(ActionId::CloseProject).trigger();
    QCOMPARE(shown->steering().fields(), widgets::SteeringFields());
    QVERIFY(shown->front().plot().prediction().empty());
    QVERIFY(!shown->steering().isVisible());
}

void SteeringTest::aRefusedStrengthIsReportedInTheWindow()
{
    const auto shown = window("sample.odimo", scripted({}, End::WhenStopped));
    shown->exploration().start(path("sample.odimo").toStdString(), {});
    QTRY_VERIFY(shown->exploration().isActive());
    QTRY_VERIFY([&] { // The exploration is made on its own thread.
        emit shown->inspector().strengthChosen(7, 0.25);
        QCoreApplication::processEvents();
        return shown->message().isVisible();
    }());
    QVERIFY2(shown->message().text().startsWith("Strength 0.25"), qPrintable(shown->message().text()));
}

void SteeringTest::limitsAndPinsCanBeTakenBack()
{
    const auto shown = window("instant.odimo");
    const widgets::SteeringFields before = shown->steering().fields();
    QAction &undo = shown->actions().action(ActionId::Undo);
    QVERIFY(!undo.isEnabled());
    for (const double most_ms : {0.09, 0.085, 0.08}) // A limit that is dragged.
        emit shown->front().plot().limitDragged(widgets::LimitKind::Cost, 260 * most_ms);
    emit shown->inspector().split().pinChosen("fc", 1);
    QCOMPARE(undo.iconText(), QStringLiteral("Undo Pin fc=analog"));
    undo.trigger();
    QCOMPARE(shown->steering().fields().pins, before.pins);
    QCOMPARE(shown->inspector().split().model().pins().size(), std::size_t(1));
    QCOMPARE(undo.iconText(), QStringLiteral("Undo Limit Latency to 0.080 ms"));
    undo.trigger();
    QCOMPARE(shown->steering().fields(), before);
    QVERIFY(!undo.isEnabled());
    shown->actions().action(ActionId::Redo).trigger();
    QCOMPARE(shown->steering().fields().mostLatency_ms, std::optional(0.08));
    QTRY_VERIFY(!shown->steeringController().isPredicting());
}

QTEST_MAIN(SteeringTest)
#include "tst_steering.moc"
