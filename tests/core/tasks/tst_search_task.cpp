// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "tests/core/tasks/recording_session.h"
#include "tests/core/tasks/tiny_task.h"

#include <QTest>

#include <regex>

namespace odimo::tasks {

class TestSearchTask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheBetterOfTheFoundAndTheRecalibratedWeights_data()
    {
        QTest::addColumn<double>("strength");
        QTest::newRow("weak") << 0.1;
        QTest::newRow("strong") << 10.0;
    }
    void keepsTheBetterOfTheFoundAndTheRecalibratedWeights()
    {
        QFETCH(double, strength);
        const TemporaryFolder folder;
        protocol::Task task = tinyTask(folder);
        task.weights = done(task).all<protocol::WeightsSaved>().front().path;
        task.kind = protocol::TaskKind::Search;
        task.strength = strength;
        task.schedule.epochs = 1;
        task.schedule.learningRate = 0.01;
        task.schedule.mappingRate = 0.5;
        const RecordingSession session = done(task);
        const std::regex words(
            "recalibrated: (\\d+) of 64 validation images are right as it was found, (\\d+) after it");
        int better = -1;
        for (const protocol::Log &line : session.all<protocol::Log>())
            if (std::smatch told; std::regex_search(line.text, told, words))
                better = std::max(std::stoi(told[1]), std::stoi(told[2]));
        QVERIFY(better >= 0);
        QCOMPARE(session.all<protocol::Measured>().back().correct, std::int64_t{better});
    }

    void eachEpochTellsHowItSplitsTheLayers()
    {
        const TemporaryFolder folder;
        protocol::Task task = tinyTask(folder);
        const RecordingSession warmUp = done(task);
        QVERIFY(warmUp.all<protocol::EpochFinished>().back().splits.empty());
        task.weights = warmUp.all<protocol::WeightsSaved>().front().path;
        task.kind = protocol::TaskKind::Search;
        task.costRule = protocol::CostRule::Published; // Whose result is the largest shares themselves.
        // In the first epoch Adam goes four fifths of the way from the dearer unit to the cheaper one.
        task.mapping =
            mapping::uniformMapping(mapping::makeCostTable(network::simplify(task.network), task.platform), 1);
        task.strength = 10;
        task.schedule.epochs = 2;
        task.schedule.learningRate = 0.01;
        task.schedule.mappingRate = 0.1;
        const RecordingSession session = done(task);
        const auto epochs = session.all<protocol::EpochFinished>();
        QCOMPARE(epochs.size(), std::size_t{2});
        QVERIFY(epochs[0].splits == mapping::countsOf(*task.mapping, 2));
        QVERIFY(epochs[1].splits != epochs[0].splits);
        QVERIFY(epochs[1].splits == mapping::countsOf(session.all<protocol::MappingFound>().front().mapping, 2));

        task.checkpoint = epochs[1].checkpoint;
        const auto resumed = done(task).all<protocol::EpochFinished>();
        QCOMPARE(resumed.size(), std::size_t{1});
        QVERIFY(resumed[0].splits == epochs[1].splits);
    }

    void thePublishedStyleHasNoRecalibration()
    {
        const TemporaryFolder folder;
        protocol::Task task = tinyTask(folder);
        task.weights = done(task).all<protocol::WeightsSaved>().front().path;
        task.kind = protocol::TaskKind::Search;
        task.style = protocol::QuantiserStyle::Published;
        task.schedule.epochs = 1;
        task.schedule.learningRate = 0.01;
        for (const protocol::Log &line : done(task).all<protocol::Log>())
            QVERIFY2(line.text.find("recalibrated") == std::string::npos, line.text.c_str());
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestSearchTask)
#include "tst_search_task.moc"
