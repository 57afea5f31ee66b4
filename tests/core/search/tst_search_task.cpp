// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/network/zoo.h"
#include "tests/core/learn/test_device.h"
#include "tests/core/search/recording_session.h"

#include <QTest>

#include <regex>

namespace odimo::search {

namespace {

protocol::Task tinyTask(const TemporaryFolder &folder)
{
    protocol::Task task{.kind = protocol::TaskKind::Warmup,
                        .name = "run 1",
                        .network =
                            network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4}),
                        .data = "synthetic:classes=4,size=12,train=320,test=120",
                        .platform = platform::loadPlatform("diana")};
    task.folder = folder.path().string();
    task.device = learn::testDeviceName();
    task.schedule.epochs = 5;
    task.schedule.batchSize = 32;
    task.schedule.learningRate = 0.05;
    task.schedule.validationFraction = 0.2;
    return task;
}

} // namespace

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
        QFETCH(const double, strength);
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

} // namespace odimo::search

QTEST_APPLESS_MAIN(odimo::search::TestSearchTask)
#include "tst_search_task.moc"
