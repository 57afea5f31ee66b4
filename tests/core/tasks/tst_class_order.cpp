// SPDX-License-Identifier: Apache-2.0
// Data that are stored class by class calibrate a network as the same data in mixed order do.

#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/mapping/trained_network.h"
#include "core/network/zoo.h"
#include "core/tasks/task_context.h"
#include "tests/core/data/sample_bytes.h"
#include "tests/core/tasks/recording_session.h"

#include <QTest>

#include <algorithm>
#include <array>

namespace odimo::tasks {

namespace {

constexpr int classes = 4;
constexpr int side = 8;

enum class Order { Mixed, ByClass };

void writeSplit(const data::Images &images, Order order, const std::filesystem::path &folder, const std::string &name)
{
    std::vector<int> indices = learn::allIndices(images);
    if (order == Order::ByClass)
        std::ranges::stable_sort(indices, {},
                                 [&](int index) { return images.labels[static_cast<std::size_t>(index)]; });
    data::samples::Bytes pixels, labels;
    for (const int index : indices) {
        const auto image = images.image(index);
        pixels.insert(pixels.end(), image.begin(), image.end());
        labels.push_back(static_cast<std::uint8_t>(images.labels[static_cast<std::size_t>(index)]));
    }
    const auto count = static_cast<std::uint32_t>(indices.size());
    data::samples::write(folder / (name + "-images-idx3-ubyte"), data::samples::idx({count, side, side}, pixels));
    data::samples::write(folder / (name + "-labels-idx1-ubyte"), data::samples::idxLabels(labels));
}

/// The images of every class are so bright and no brighter: what a layer computes depends on the classes it sees.
data::Images shaded(const data::Images &images)
{
    constexpr std::array<int, classes> share{16, 8, 4, 1};
    data::Images result = images;
    std::vector<std::uint8_t> pixels;
    for (int index = 0; index < images.count(); ++index)
        for (const std::uint8_t pixel : images.image(index))
            pixels.push_back(static_cast<std::uint8_t>(
                pixel / share[static_cast<std::size_t>(images.labels[static_cast<std::size_t>(index)])]));
    result.pixels = std::move(pixels);
    return result;
}

struct Written {
    TemporaryFolder folder;
    explicit Written(Order order)
    {
        const data::Dataset made = data::loadDataset("synthetic:classes=4,size=8,train=2000,test=40,noise=0.3");
        writeSplit(shaded(made.train), order, folder.path(), "train");
        writeSplit(shaded(made.test), Order::Mixed, folder.path(), "t10k");
    }
};

protocol::Task taskOn(const Written &data, const TemporaryFolder &folder)
{
    protocol::Task task{
        .kind = protocol::TaskKind::Warmup,
        .name = "run 1",
        .network = network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, side, side}, .classes = classes}),
        .data = data.folder.path().string(),
        .platform = platform::loadPlatform("diana")};
    task.folder = folder.path().string();
    task.schedule.epochs = 2;
    task.schedule.batchSize = 32;
    task.schedule.learningRate = 0.05;
    return task;
}

/// One network, trained once, seen through data in both orders.
struct Compared {
    Written mixed{Order::Mixed}, byClass{Order::ByClass};
    TemporaryFolder folder, folderByClass;
    protocol::Task onMixed = taskOn(mixed, folder);
    protocol::Task onByClass = taskOn(byClass, folderByClass);

    Compared()
    {
        onMixed.weights = onByClass.weights = done(onMixed).all<protocol::WeightsSaved>().front().path;
        onMixed.kind = onByClass.kind = protocol::TaskKind::Analyse;
    }
};

/// The same for all tests, as it takes a training.
const Compared &shared()
{
    static const Compared compared;
    return compared;
}

std::vector<int> exponentsOf(const protocol::Task &task)
{
    const std::string path = done(task).all<protocol::WeightsSaved>().front().path;
    const mapping::TrainedNetwork trained = mapping::loadTrainedNetwork(path, task.platform);
    std::vector<int> exponents;
    for (const mapping::ActivationScale &scale : trained.quantisation->activations)
        exponents.push_back(scale.exponent);
    return exponents;
}

} // namespace

class TestClassOrder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void calibrationIsThatOfMixedData()
    {
        const Compared &compared = shared();
        QCOMPARE(exponentsOf(compared.onByClass), exponentsOf(compared.onMixed));
    }

    void everyBeginningOfTheRecalibrationImagesHoldsAllClasses()
    {
        const Compared &compared = shared();
        RecordingSession session;
        const TaskContext context = makeContext(compared.onByClass, session);
        const torch::Tensor images = recalibrationImages(context);
        QCOMPARE(images.size(0), std::int64_t{512});
        const torch::Tensor brightness = images.amax({1, 2, 3});
        // Each class is at most half as bright as the next.
        for (const std::int64_t beginning : {std::int64_t{16}, std::int64_t{64}, std::int64_t{512}})
            for (const auto &[least, most] : {std::pair{0.0, 0.065}, {0.065, 0.13}, {0.13, 0.26}, {0.26, 1.0}}) {
                const torch::Tensor seen = brightness.slice(0, 0, beginning);
                const auto count = ((seen > least) & (seen <= most)).sum().item<std::int64_t>();
                QVERIFY2(std::abs(count - beginning / classes) <= beginning / 8,
                         qPrintable(QString("%1 of %2 up to %3").arg(count).arg(beginning).arg(most)));
            }
    }

    void theSameSeedTakesTheSameImages()
    {
        const Compared &compared = shared();
        RecordingSession session;
        protocol::Task other = compared.onByClass;
        other.seed = compared.onByClass.seed + 1;
        other.threads = 1;
        const auto taken = [&session](const protocol::Task &task) {
            return recalibrationImages(makeContext(task, session));
        };
        const torch::Tensor first = taken(compared.onByClass);
        QVERIFY(torch::equal(taken(compared.onByClass), first));
        QVERIFY(!torch::equal(taken(other), first));
    }
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestClassOrder)
#include "tst_class_order.moc"
