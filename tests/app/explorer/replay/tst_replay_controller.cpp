// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/main_window.h"
#include "app/explorer/replay/replay_controller.h"
#include "app/explorer/shell/view_area.h"
#include "core/base/origin.h"
#include "tests/app/explorer/sample_project.h"
#include "tests/app/explorer/scripted_exploration.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/figure_source.h"
#include "widgets/front/front_panel.h"
#include "widgets/replay/replay_canvas.h"
#include "widgets/replay/replay_picture.h"
#include "widgets/replay/replay_view.h"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using widgets::ReplaySubject;

class ReplayControllerTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        writeSampleProject(path("sample.odimo").toStdString());
        writeSampleProject(path("searched.odimo").toStdString());
        project::Project project =
            project::Project::open(path("searched.odimo").toStdString(), project::Access::ReadWrite);
        m_searched = addSearch(project, 3);
    }

    void init()
    {
        QFile::remove(path("settings.ini"));
        m_settings = std::make_unique<UserSettings>(path("settings.ini"));
        m_window = std::make_unique<MainWindow>(*m_settings, scripted({}, ScriptedExploration::End::WhenStopped));
        m_window->show();
    }
    void cleanup()
    {
        m_window.reset();
        QCOMPARE(m_warnings.takeAll(), QStringList());
    }

    void showsHowTheSelectedSearchMovedChannels()
    {
        open("searched.odimo");
        QCOMPARE(view().subject(), ReplaySubject::Channels); // As there is such a search.
        m_window->selection().setRun(m_searched);
        QVERIFY(!view().emptyState().isEmpty());
        const widgets::ReplayValues &values = view().canvas().values();
        QCOMPARE(values.count(), 4); // Three epochs, and what was found.
        QVERIFY2(values.title.startsWith(QString("Run %1: ").arg(m_searched)), qPrintable(values.title));
        QCOMPARE(values.moments[0].label, "Epoch 1 of 3");
        QCOMPARE(values.moments[3].label, "Mapping found");
        const QString caption = values.moments[1].caption;
        QVERIFY2(caption.startsWith("After 4 s: 82.00 % on the validation images,") &&
                     caption.contains("% of all-digital), "),
                 qPrintable(caption));
        const auto &channels = std::get<widgets::ChannelsReplay>(values.subject);
        QCOMPARE(channels.units, QStringList({"digital", "analog"}));
        QVERIFY(channels.channels[0] != channels.channels[1]);
        QCOMPARE(view().player().moment(), 3);
        QVERIFY(!values.isLive);
    }

    void withoutASelectionItIsTheLatestSearch()
    {
        open("searched.odimo");
        m_window->selection().setRun(0);
        QVERIFY(view().canvas().values().title.startsWith(QString("Run %1: ").arg(m_searched)));
    }

    void aRunThatMovedNothingLeavesTheLatestSearch()
    {
        open("searched.odimo");
        m_window->selection().setRun(2);
        QVERIFY(view().canvas().values().title.startsWith(QString("Run %1: ").arg(m_searched)));
        QCOMPARE(view().canvas().values().note, "Run 2, which is selected, moved no channels");
        QVERIFY(says("Run 2, which is selected, moved no channels"));
        m_window->selection().setRun(m_searched);
        QVERIFY(view().canvas().values().note.isEmpty());
    }

    void whereNoChannelsMovedItSaysWhy_data()
    {
        QTest::addColumn<QString>("project");
        QTest::addColumn<int>("run");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("text");
        QTest::newRow("warm-up") << "sample.odimo" << 1 << "moves no channels"
                                 << "engine \"odimo\"";
        QTest::newRow("baseline") << "sample.odimo" << 2 << "moved no channels while it trained"
                                  << "chosen before";
        QTest::newRow("earlier version") << "sample.odimo" << 6 << "is not known"
                                         << "earlier version";
        QTest::newRow("none selected") << "sample.odimo" << 0 << "No search has moved channels yet"
                                       << "setup";
        QTest::newRow("failed") << "sample.odimo" << 11 << "before the first epoch"
                                << "engine";
    }
    void whereNoChannelsMovedItSaysWhy()
    {
        QFETCH(QString, project);
        QFETCH(int, run);
        QFETCH(QString, title);
        QFETCH(QString, text);
        open(project);
        view().setSubject(ReplaySubject::Channels);
        m_window->selection().setRun(run);
        QVERIFY(view().emptyState().isEmpty());
        QVERIFY2(saysInEmptyView(title) && saysInEmptyView(text), qPrintable(title + ", " + text));
        QVERIFY(!m_window->actions().action(ActionId::SaveReplay).isEnabled());
    }

    void replaysTheFrontInTheOrderOfMeasurement()
    {
        open("sample.odimo");
        QCOMPARE(view().subject(), ReplaySubject::Front); // No search of it has splits.
        const widgets::ReplayValues &values = view().canvas().values();
        QCOMPARE(values.count(), static_cast<int>(m_window->projects().project()->fronts.latency.points.size()));
        const auto &front = std::get<widgets::FrontReplay>(values.subject);
        QVERIFY(front.points[0].isBaseline);
        QVERIFY2(values.moments[0].caption.contains("alone on the front"), qPrintable(values.moments[0].caption));
        QVERIFY(values.moments[0].caption.startsWith("At the start: ")); // All were done within a second.
        for (int moment = 1; moment < values.count(); ++moment)
            QVERIFY(values.moments[static_cast<std::size_t>(moment)].share[0] >=
                    values.moments[static_cast<std::size_t>(moment) - 1].share[0]);
        QCOMPARE(values.moments.back().share[0], 1.0);
    }

    void aSearchInWorkIsFollowedLive()
    {
        open("sample.odimo");
        m_window->exploration().start(path("sample.odimo").toStdString(), {});
        project::Run run;
        run.id = 50;
        run.strength = 0.4;
        run.status = project::RunStatus::Running;
        run.phase = "search";
        m_window->projects().receive(host::RunChanged{run});
        m_window->selection().setRun(50);
        view().setSubject(ReplaySubject::Channels);
        QVERIFY(saysInEmptyView("has not ended an epoch"));
        view().setSubject(ReplaySubject::Front);
        for (int epoch = 1; epoch <= 2; ++epoch)
            m_window->projects().receive(host::EpochStored{searchEpoch(50, epoch, 5)});
        QCOMPARE(view().subject(), ReplaySubject::Channels); // The first epoch brings it to the front.
        QTRY_COMPARE(view().canvas().values().count(), 2);
        QVERIFY(view().canvas().values().isLive);
        QCOMPARE(view().player().moment(), 1);
        view().player().first();
        m_window->projects().receive(host::EpochStored{searchEpoch(50, 3, 5)});
        QTRY_COMPARE(view().canvas().values().count(), 3);
        QCOMPARE(view().player().moment(), 0);
        m_window->actions().action(ActionId::FollowReplay).trigger();
        QCOMPARE(view().player().moment(), 2);
        m_window->projects().receive(host::EpochStored{searchEpoch(50, 1, 5)}); // Without its checkpoint.
        QTRY_COMPARE(view().canvas().values().count(), 1);
        QCOMPARE(view().player().moment(), 0);
        m_window->exploration().stop();
        QTRY_VERIFY(!m_window->exploration().isActive());
        QTRY_VERIFY(!view().canvas().values().isLive);
    }

    void savesTheMomentsAsPictures()
    {
        open("searched.odimo");
        m_window->selection().setRun(m_searched);
        const QDir folder(path("pictures"));
        QVERIFY(QDir().mkpath(folder.path()));
        QSignalSpy saved(&m_window->replayer(), &ReplayController::saved);
        m_window->replayer().save(folder.path());
        QTRY_COMPARE(saved.count(), 1);
        const QString stem = QString("run-%1-000").arg(m_searched);
        QCOMPARE(folder.entryList(QDir::Files, QDir::Name),
                 QStringList({stem + "1.png", stem + "2.png", stem + "3.png", stem + "4.png"}));
        const QImage first(folder.filePath(stem + "1.png")), last(folder.filePath(stem + "4.png"));
        QCOMPARE(first.size(), widgets::pictureSize);
        QVERIFY(first != last);
        QVERIFY(first.text("Title").contains("Epoch 1 of 3"));
        const std::optional<Origin> source = widgets::figureSource(folder.filePath(stem + "1.png"));
        QVERIFY(source); // Dropped on the window, it leads back.
        QCOMPARE(source->run, m_searched);
        QCOMPARE(source->view, "replay");

        QSignalSpy failed(&m_window->replayer(), &ReplayController::failed);
        m_window->replayer().save(folder.path()); // Nothing is overwritten.
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed[0][0].toString().contains("exists"));
        m_window->replayer().save(path("nowhere"));
        QTRY_COMPARE(failed.count(), 2);
    }

    void anActionBringsTheViewToTheFront()
    {
        open("searched.odimo");
        m_window->selection().setRun(m_searched);
        m_window->views().show(ViewId::Front);
        m_window->actions().action(ActionId::FirstMoment).trigger();
        QCOMPARE(m_window->views().current(), std::optional(ViewId::Replay));
        QCOMPARE(view().player().moment(), 0);
    }

    void closingTheProjectEmptiesTheView()
    {
        open("searched.odimo");
        m_window->projects().close();
        QVERIFY(view().emptyState().isEmpty());
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }
    widgets::ReplayView &view() { return m_window->replay(); }

    void open(const QString &name)
    {
        m_window->openProject(path(name));
        QTRY_VERIFY(m_window->projects().project() && !m_window->isBusy());
        m_window->views().show(ViewId::Replay);
        QTRY_VERIFY(view().isVisible());
    }

    bool says(const QString &text)
    {
        return std::ranges::any_of(view().findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->isVisible() && label->text() == text; });
    }

    bool saysInEmptyView(const QString &words)
    {
        return std::ranges::any_of(view().emptyState().findChildren<QLabel *>(),
                                   [&](const QLabel *label) { return label->text().contains(words); });
    }

    static project::Epoch searchEpoch(const mapping::CostTable &table, std::int64_t run, int number, int epochs)
    {
        mapping::Mapping mapping = mapping::uniformMapping(table, 1);
        for (mapping::LayerMapping &layer : mapping.layers)
            for (std::size_t channel = 0; channel < layer.unitOfChannel.size();
                 channel += static_cast<std::size_t>(number))
                layer.unitOfChannel[channel] = 0;
        return {.run = run,
                .result = {.phase = "search",
                           .epoch = number,
                           .epochs = epochs,
                           .validationAccuracy = 0.8 + 0.01 * number,
                           .relaxedCost = 0.9,
                           .seconds = 2,
                           .checkpoint = {},
                           .splits = mapping::countsOf(mapping, 2)}};
    }
    project::Epoch searchEpoch(std::int64_t run, int number, int epochs)
    {
        return searchEpoch(m_window->projects().project()->costs, run, number, epochs);
    }

    static std::int64_t addSearch(project::Project &project, int epochs)
    {
        project::Run run;
        run.strength = 0.5;
        run.status = project::RunStatus::Done;
        run.phase = "finetune";
        run.mapping = mapping::uniformMapping(project.costTable(), 1);
        run.cost = mapping::costOf(project.costTable(), *run.mapping);
        const std::int64_t id = project.save(run);
        for (int epoch = 1; epoch <= epochs; ++epoch)
            project.addEpoch(searchEpoch(project.costTable(), id, epoch, epochs));
        return id;
    }

    QTemporaryDir m_folder;
    std::int64_t m_searched = 0;
    WarningCollector m_warnings;
    std::unique_ptr<UserSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ReplayControllerTest)
#include "tst_replay_controller.moc"
