// SPDX-License-Identifier: Apache-2.0
// Whatever is accepted trains: every task of an exploration, on very few images, with narrow and depthwise networks.

#include "core/base/files.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"
#include "tests/core/tasks/recording_session.h"

#include <QTest>

#include <cmath>

namespace odimo::tasks {

namespace {

protocol::Task taskOn(const std::string &network, const std::string &data, int classes, const TemporaryFolder &folder)
{
    protocol::Task task{.kind = protocol::TaskKind::Warmup,
                        .name = "run 1",
                        .network =
                            network::zooNetwork(network, {.input = network::Shape{1, 16, 16}, .classes = classes}),
                        .data = data,
                        .platform = platform::loadPlatform("diana")};
    task.folder = folder.path().string();
    task.threads = 2;
    task.schedule.epochs = 2;
    task.schedule.learningRate = 0.05;
    return task;
}

/// Of a network that knows nothing of images it has not seen, and may be sure of it: a loss in nats.
constexpr double largestLoss = 1e6;

/// Warm-up, analysis, preview, search and fine-tuning, one after the other.
void exploreOnce(protocol::Task task)
{
    const mapping::CostTable table = mapping::makeCostTable(network::simplify(task.network), task.platform);
    const RecordingSession warmed = done(task);
    for (const protocol::Measured &measured : warmed.all<protocol::Measured>())
        QVERIFY(measured.loss < largestLoss);
    task.weights = warmed.all<protocol::WeightsSaved>().front().path;
    task.schedule.epochs = 1;
    task.schedule.learningRate = 0.01;
    task.kind = protocol::TaskKind::Analyse;
    const RecordingSession analysed = done(task);
    task.weights = analysed.all<protocol::WeightsSaved>().front().path;
    const mapping::Sensitivity sensitivity = analysed.all<protocol::Analysed>().front().sensitivity;
    for (const mapping::LayerSensitivity &layer : sensitivity.layers)
        for (const std::vector<double> &unit : layer.penalty)
            for (const double penalty : unit)
                QVERIFY(std::isfinite(penalty));
    const mapping::Mapping cheapest = mapping::cheapestMapping(table, task.objective);
    task.kind = protocol::TaskKind::Preview;
    task.mappings = {cheapest, mapping::uniformMapping(table, task.platform.referenceUnit())};
    for (const protocol::Previewed &preview : done(task).all<protocol::Previewed>())
        QVERIFY(std::isfinite(preview.test.loss));
    task.mappings.clear();
    task.kind = protocol::TaskKind::Search;
    task.strength = 0.5;
    QCOMPARE(done(task).all<protocol::MappingFound>().size(), std::size_t{1});
    task.strength = 0;
    task.kind = protocol::TaskKind::Finetune;
    task.mapping = cheapest;
    for (const protocol::Measured &measured : done(task).all<protocol::Measured>())
        QVERIFY(std::isfinite(measured.loss));
}

} // namespace

class TestFewImages : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyTaskEnds_data()
    {
        QTest::addColumn<QString>("network");
        QTest::addColumn<std::vector<int>>("counts");
        const std::vector<int> many{8, 33, 101};
        QTest::newRow("4 channels") << "resnet8:width=4" << many;
        QTest::newRow("5 channels") << "resnet8:width=5" << many;
        QTest::newRow("8 channels") << "resnet8:width=8" << many;
        QTest::newRow("12 channels") << "resnet8:width=12" << many;
        QTest::newRow("one channel") << "resnet8:width=1" << std::vector<int>{33};
        QTest::newRow("depthwise") << "ds_cnn:width=4" << many;
        QTest::newRow("one channel, depthwise") << "ds_cnn:width=1" << std::vector<int>{33};
        QTest::newRow("depthwise, ends in one pixel") << "mobilenet_v1:width=0.05" << std::vector<int>{8, 41};
    }
    void everyTaskEnds()
    {
        QFETCH(QString, network);
        QFETCH(std::vector<int>, counts);
        for (const int count : counts) {
            const TemporaryFolder folder;
            const std::string data = "synthetic:classes=4,size=16,test=20,train=" + std::to_string(count);
            const QString message = errorMessage([&] { exploreOnce(taskOn(network.toStdString(), data, 4, folder)); });
            QVERIFY2(message.isEmpty(), qPrintable(QString("%1 images: %2").arg(count).arg(message)));
        }
    }

    /// Batches of every size, of which two threads get unequal parts.
    void everyNumberOfImagesWarmsUp()
    {
        for (int count = 8; count < 60; count += 3) {
            const TemporaryFolder folder;
            protocol::Task task = taskOn(
                "resnet8:width=4", "synthetic:classes=4,size=16,test=20,train=" + std::to_string(count), 4, folder);
            task.schedule.epochs = 1;
            QCOMPARE(done(task).all<protocol::EpochFinished>().size(), std::size_t{1});
        }
    }

    /// Inputs that do not vary leave a least-squares fit without equations.
    void imagesThatAreAllAlikeTrain()
    {
        const TemporaryFolder folder;
        const std::string data = "synthetic:classes=2,size=16,test=20,train=24,noise=0";
        protocol::Task task = taskOn("ds_cnn:width=4", data, 2, folder);
        task.schedule.learningRate = 0.5; // so that channels die
        const QString message = errorMessage([&] { exploreOnce(task); });
        QVERIFY2(message.isEmpty(), qPrintable(message));
    }

    void aNetworkThatPadsBeyondItsImagesTrains()
    {
        network::Network network("padded", {1, 4, 4});
        int last = 0;
        for (const int padding : {4, 9}) {
            const network::Convolution convolution{
                .outChannels = 6, .kernel = {3, 3}, .stride = {2, 2}, .padding = {padding, padding, padding, padding}};
            last = network.add("conv" + std::to_string(padding), convolution, {last}, true);
            last = network.add("bn" + std::to_string(padding), network::BatchNormalization{}, {last});
            last = network.add("relu" + std::to_string(padding), network::Relu{}, {last});
        }
        last = network.add("pool", network::GlobalAveragePool{}, {last});
        last = network.add("flatten", network::Flatten{}, {last});
        network.add("fc", network::FullyConnected{.outFeatures = 4}, {last}, true);
        for (const int count : {9, 33}) {
            const TemporaryFolder folder;
            protocol::Task task =
                taskOn("resnet8", "synthetic:classes=4,size=4,test=20,train=" + std::to_string(count), 4, folder);
            task.network = network;
            const QString message = errorMessage([&] { exploreOnce(task); });
            QVERIFY2(message.isEmpty(), qPrintable(message));
        }
    }

    void subsetsKeepAnImageToTrainAndOneToValidateOfEveryClass()
    {
        const TemporaryFolder folder;
        protocol::Task task = taskOn("resnet8:width=4", "synthetic:classes=10,size=16,test=20,train=200", 10, folder);
        task.schedule.trainImages = 20;
        QCOMPARE(done(task).all<protocol::Measured>().front().total, std::int64_t{10});
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestFewImages)
#include "tst_few_images.moc"
