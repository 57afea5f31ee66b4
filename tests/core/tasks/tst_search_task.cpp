// SPDX-License-Identifier: Apache-2.0
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
