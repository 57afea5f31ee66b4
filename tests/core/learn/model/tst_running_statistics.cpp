// SPDX-License-Identifier: Apache-2.0
// What inference takes for the statistics of batch normalisation after a short training, or one on few images.

#include "core/base/files.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/batches.h"
#include "core/learn/train/training.h"
#include "core/network/zoo.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// Channels pass a layer unchanged and are normalised.
FloatModel normalisation(int channels)
{
    network::Network network("normalisation", {channels, 2, 2});
    network.add("conv", network::Convolution{.outChannels = channels}, {0}, true);
    network.add("bn", network::BatchNormalization{}, {1});
    network::Parameters parameters = network::initialise(network, 1);
    std::vector<float> &weight = parameters.at("conv.weight").values;
    for (std::size_t i = 0; i < weight.size(); ++i)
        weight[i] = i % (static_cast<std::size_t>(channels) + 1) == 0 ? 1.0F : 0.0F;
    return FloatModel({network, parameters}, testDevice());
}

std::vector<double> stateOf(TrainableModel &model, const std::string &name)
{
    for (const StateTensor &each : model.state())
        if (each.name == name)
            return valuesOf(each.tensor);
    return {};
}

/// All running statistics, one after the other.
std::vector<double> statisticsOf(TrainableModel &model)
{
    std::vector<double> all;
    for (const StateTensor &each : model.state())
        if (each.role == Role::Statistic) {
            const std::vector<double> values = valuesOf(each.tensor);
            all.insert(all.end(), values.begin(), values.end());
        }
    return all;
}

void settle(TrainableModel &model, const Tensor &images)
{
    torch::NoGradGuard frozen;
    model.logits(images, Mode::EstimatingStatistics);
}

bool isNear(double a, double b) { return std::abs(a - b) < 1e-6; } // single precision

} // namespace

class TestRunningStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Two channels of variance 0.25 and 1, and one that is dead: their mean is 5 / 12.
    void settledStatisticsCountOneMoreImageOfTheMeanVariance()
    {
        FloatModel model = normalisation(3);
        const Tensor images = torch::zeros({4, 3, 2, 2}, onDevice());
        for (std::int64_t image = 0; image < 4; ++image) {
            images[image][0] = static_cast<double>(image % 2);
            images[image][1] = 2.0 * static_cast<double>(image % 2);
        }
        settle(model, images);
        const std::vector<double> mean = stateOf(model, "bn.running_mean");
        const std::vector<double> variance = stateOf(model, "bn.running_var");
        const double usual = 5.0 / 12;
        for (const auto &[channel, itsMean, itsVariance] :
             {std::tuple(0, 0.5, 0.25), std::tuple(1, 1.0, 1.0), std::tuple(2, 0.0, 0.0)}) {
            const auto index = static_cast<std::size_t>(channel);
            QVERIFY(isNear(mean[index], itsMean));
            QVERIFY(isNear(variance[index], (4 * itsVariance + usual) / 5));
        }
    }

    void aLayerThatIsDeadInAllImagesMultipliesNothing()
    {
        FloatModel model = normalisation(2);
        settle(model, torch::full({4, 2, 2, 2}, 0.75, onDevice()));
        QCOMPARE(stateOf(model, "bn.running_mean"), (std::vector<double>{0.75, 0.75}));
        QCOMPARE(stateOf(model, "bn.running_var"), (std::vector<double>{1, 1}));
    }

    void fewImagesOrStepsEndWithTheStatisticsOfTheirWeights_data()
    {
        QTest::addColumn<int>("images");
        QTest::addColumn<int>("batchSize");
        QTest::addColumn<int>("epochs");
        QTest::addColumn<double>("least"); // how far off the statistics are
        QTest::addColumn<double>("most");
        const double wholly = 1e-5; // all images are measured
        const double partly = 0.2;  // 256 of 360 are
        QTest::newRow("one step") << 8 << 128 << 1 << 0.0 << wholly;
        QTest::newRow("few images, many steps") << 40 << 2 << 3 << 0.0 << wholly;
        QTest::newRow("many images, few steps") << 400 << 128 << 2 << 0.0 << partly;
        QTest::newRow("many images, many steps: running averages") << 400 << 8 << 2 << wholly << 10.0;
    }
    void fewImagesOrStepsEndWithTheStatisticsOfTheirWeights()
    {
        QFETCH(int, images);
        QFETCH(int, batchSize);
        QFETCH(int, epochs);
        QFETCH(double, least);
        QFETCH(double, most);
        const data::Dataset data =
            data::loadDataset("synthetic:classes=4,size=12,test=20,train=" + std::to_string(images));
        const network::Network network =
            network::zooNetwork("ds_cnn:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4});
        FloatModel model({network, network::initialise(network, 1)}, testDevice());
        const TemporaryFolder folder;
        protocol::Schedule schedule;
        schedule.epochs = epochs;
        schedule.batchSize = batchSize;
        const TrainingSetup setup{.phase = "warmup",
                                  .images = data.train,
                                  .split = splitFor(schedule, data.train, 1),
                                  .augmentation = {},
                                  .schedule = schedule,
                                  .device = testDevice(),
                                  .selection = Selection::Last,
                                  .checkpoint = folder.path() / "warmup.checkpoint",
                                  .resumeFrom = {}};
        SilentSession session;
        train(model, setup, session);
        const std::vector<double> left = statisticsOf(model);
        settle(model, makeBatch(data.train, setup.split.train, {}, 0, testDevice()).images);
        double distance = 0;
        const std::vector<double> again = statisticsOf(model);
        for (std::size_t i = 0; i < left.size(); ++i)
            distance = std::max(distance, std::abs(left[i] - again[i]) / (std::abs(again[i]) + 0.1));
        QVERIFY2(distance >= least && distance < most, std::to_string(distance).c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestRunningStatistics)
#include "tst_running_statistics.moc"
