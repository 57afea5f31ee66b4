// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_figures.h"
#include "app/cli/exploration_state.h"
#include "app/cli/table.h"
#include "tests/app/cli/front_samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::cli;

namespace {

constexpr Terminal wide{.interactive = true, .colour = false, .columns = 120, .rows = 40};

project::Run searchRun()
{
    project::Run run;
    run.id = 3;
    run.strength = 0.2;
    run.status = project::RunStatus::Running;
    run.phase = "search";
    return run;
}

host::RunProgress progressOf(std::int64_t run)
{
    return {.run = run,
            .progress = {.phase = "search",
                         .epoch = 2,
                         .epochs = 4,
                         .batch = 5,
                         .batches = 10,
                         .imagesPerSecond = 1234,
                         .loss = 0.5}};
}

QString joined(const std::vector<std::string> &lines)
{
    QStringList list;
    for (const std::string &line : lines)
        list << QString::fromStdString(line);
    return list.join('\n');
}

} // namespace

class TestExplorationState : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_state = {};
        apply(m_state, host::ProjectReady{samples::setup()});
        apply(m_state, host::RunChanged{searchRun()});
        apply(m_state, progressOf(3));
        apply(m_state, host::OverallProgress{.fraction = 0.25, .elapsed_s = 60, .remaining_s = 180});
        apply(m_state, host::FrontChanged{samples::front(referenceCost(*m_state.costs))});
    }

    void showsTrainingRunsTheWholeAndTheFront()
    {
        const QString text = joined(liveLines(m_state, wide));
        QVERIFY2(text.contains("run 3 (strength 0.2)  search  ███████▌░░░░░░░░░░░░    2/4      1234  0.500"),
                 qPrintable(text));
        QVERIFY2(text.contains("█████░░░░░░░░░░░░░░░ 25 %, 1 min 00 s so far, about 3 min 00 s left"),
                 qPrintable(text));
        QVERIFY2(text.contains("92.00") && text.contains("all-digital"), qPrintable(text));
    }

    void foretellsNothingBeforeTheFirstProgress()
    {
        apply(m_state, host::OverallProgress{.fraction = 0, .elapsed_s = 2, .remaining_s = 0});
        const QString text = joined(liveLines(m_state, wide));
        QVERIFY2(text.contains("0 %, 2 s so far\n") && !text.contains("left"), qPrintable(text));
    }

    void staysWithinTheTerminal_data()
    {
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        QTest::newRow("narrow") << 20 << 40;
        QTest::newRow("low") << 120 << 5;
        QTest::newRow("tiny") << 1 << 1;
    }

    void staysWithinTheTerminal()
    {
        QFETCH(int, columns);
        QFETCH(int, rows);
        const std::vector<std::string> lines =
            liveLines(m_state, {.interactive = true, .colour = false, .columns = columns, .rows = rows});
        QVERIFY(!lines.empty() && static_cast<int>(lines.size()) <= std::max(1, rows - 1));
        for (const std::string &line : lines)
            QVERIFY2(displayWidth(line) <= columns, line.c_str());
    }

    void forgetsTheBarOfARunThatEnds()
    {
        project::Run run = searchRun();
        run.status = project::RunStatus::Failed;
        run.message = "out of memory";
        apply(m_state, host::RunChanged{run});
        QVERIFY(!joined(liveLines(m_state, wide)).contains("strength 0.2)"));
        QCOMPARE(*lastingLine(m_state, host::RunChanged{run}), "run 3 (strength 0.2): failed: out of memory");
    }

    void tellsTheResultOfARunThatIsDone()
    {
        project::Run run = searchRun();
        run.status = project::RunStatus::Done;
        run.mapping.emplace();
        run.cost.latency_cycles = referenceCost(*m_state.costs).latency_cycles / 2;
        run.cost.energy_uJ = referenceCost(*m_state.costs).energy_uJ / 4;
        run.measurements = {{{.split = "test", .numerics = "fake", .correct = 890, .total = 1000, .loss = 0.3}, {}}};
        run.sameMappingAs = 2;
        const QString line = QString::fromStdString(*lastingLine(m_state, host::RunChanged{run}));
        QVERIFY2(line.startsWith("run 3 (strength 0.2): done, 89.00 ± 1."), qPrintable(line));
        QVERIFY2(line.endsWith("latency 50.0 % and energy 25.0 % of all-digital, same mapping as run 2"),
                 qPrintable(line));
    }

    void tellsEveryEpochInALine()
    {
        const project::Epoch epoch{.run = 3,
                                   .result = {.phase = "search",
                                              .epoch = 2,
                                              .epochs = 4,
                                              .loss = 0.5,
                                              .trainAccuracy = 0.8,
                                              .validationAccuracy = 0.81,
                                              .relaxedCost = 0.4,
                                              .seconds = 2.5,
                                              .checkpoint = {},
                                              .best = true}};
        QCOMPARE(*lastingLine(m_state, host::EpochStored{epoch}),
                 "run 3 (strength 0.2): search epoch 2/4, loss 0.5000, validation 81.00 %, relative cost 0.400, 2.5 s");
    }

    void findingsNameTheirRun()
    {
        const auto line = [this](std::int64_t run, const std::string &level) {
            return *lastingLine(m_state, host::LogAdded{{.run = run, .at = {}, .level = level, .text = "2 saturate"}});
        };
        QCOMPARE(line(3, "finding"), "finding of run 3: 2 saturate");
        QCOMPARE(line(3, "warning"), "warning: 2 saturate");
        QCOMPARE(line(0, "finding"), "finding: 2 saturate");
    }

    void keepsQuietAboutWhatOnlyMovesABar()
    {
        QVERIFY(!lastingLine(m_state, progressOf(3)));
        QVERIFY(!lastingLine(m_state, host::OverallProgress{}));
        project::Run queued = searchRun();
        queued.status = project::RunStatus::Queued;
        QVERIFY(!lastingLine(m_state, host::RunChanged{queued}));
    }

    void saysThatItStops()
    {
        m_state.stopping = true;
        QVERIFY(joined(liveLines(m_state, wide)).contains("stopping at the next batch"));
    }

private:
    ExplorationState m_state;
};

QTEST_APPLESS_MAIN(TestExplorationState)
#include "tst_exploration_state.moc"
