// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/supernet_model.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <algorithm>
#include <set>

namespace odimo::learn {

namespace {

constexpr int cluster = 0;
constexpr int dwe = 1;

network::Network resnet()
{
    return network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4});
}

/// A network that nobody trained, whose normalisations are no identities.
network::Model untrained()
{
    network::Model model{resnet(), network::initialise(resnet(), 4)};
    Random random(5);
    for (auto &[name, tensor] : model.parameters)
        if (name.find(".bn") != std::string::npos || name.starts_with("bn"))
            for (float &value : tensor.values)
                value = static_cast<float>(0.5 + random.uniform());
    return model;
}

struct Sample {
    platform::Platform platform = platform::loadPlatform("darkside");
    mapping::CostTable table = mapping::makeCostTable(network::simplify(resnet()), platform);
    SupernetModel model{untrained(), table, 7, testDevice()};
    torch::Tensor images;

    Sample()
    {
        torch::manual_seed(3);
        images = torch::rand({40, 1, 12, 12}).to(testDevice());
        torch::NoGradGuard frozen;
        for (StateTensor &each : model.state()) // Both branches start with the same normalisation.
            if (each.name.find("bn") != std::string::npos && each.name.find("@dwe") != std::string::npos)
                each.tensor.mul_(1.2);
    }

    torch::Tensor logits(Mode mode = Mode::Inference)
    {
        torch::NoGradGuard frozen;
        return model.logits(images, mode);
    }

    /// The last channels of each layer that may be computed by another operator, as many as `part` of them.
    mapping::Mapping setChannels(double part)
    {
        mapping::Mapping mapping = mapping::referenceMapping(table);
        std::size_t layer = 0;
        for (std::size_t i = 0; i < table.layers.size(); ++i) {
            if (table.layers[i].branches.size() < 2)
                continue;
            std::vector<int> &units = mapping.layers[i].unitOfChannel;
            const int moved = static_cast<int>(part * static_cast<double>(units.size()));
            std::fill(units.end() - moved, units.end(), dwe);
            model.setChannels(layer++, {moved});
        }
        return mapping;
    }

    int channelsOnDwe(std::size_t layer) const { return model.layers()[layer].shares.sum().item<int>(); }
};

std::map<std::string, torch::Tensor> stateOf(SupernetModel &model)
{
    std::map<std::string, torch::Tensor> state;
    for (const StateTensor &each : model.state())
        state[each.name] = each.tensor.detach().clone();
    return state;
}

} // namespace

class TestSupernetModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsWhereNormalisationsFollow()
    {
        const Sample sample;
        QVERIFY(SupernetModel::fits(resnet(), sample.table));
        QVERIFY(!SupernetModel::fits(network::simplify(resnet()), sample.table)); // Folded.
        const platform::Platform diana = platform::loadPlatform("diana");
        QVERIFY(!SupernetModel::fits(resnet(), mapping::makeCostTable(network::simplify(resnet()), diana)));
    }

    /// The folded tensors of its branches, put together as a mapping wants them, compute what the supernet does.
    void aMappingIsWhatItsBranchesCompute_data()
    {
        QTest::addColumn<double>("part");
        QTest::newRow("none") << 0.0;
        QTest::newRow("half") << 0.5;
        QTest::newRow("all") << 1.0;
    }
    void aMappingIsWhatItsBranchesCompute()
    {
        QFETCH(double, part);
        Sample sample;
        const mapping::Mapping mapping = sample.setChannels(part);
        const torch::Tensor expected = sample.logits();
        const mapping::TrainedNetwork trained = sample.model.trained();
        QVERIFY(mapping::isSupernet(trained));
        FloatModel held(mapping::heldModel(trained, mapping, sample.platform), testDevice());
        torch::NoGradGuard frozen;
        const torch::Tensor found = held.logits(sample.images, Mode::Inference);
        QVERIFY2(torch::allclose(found, expected, 1e-3, 1e-3),
                 std::to_string((found - expected).abs().max().item<double>()).c_str());
        if (part > 0) {
            sample.setChannels(0);
            QVERIFY(!torch::allclose(sample.logits(), expected, 1e-3, 1e-3));
        }
    }

    void filesHoldIt()
    {
        const Sample sample;
        const mapping::TrainedNetwork trained = sample.model.trained();
        const TemporaryFolder folder;
        mapping::saveTrainedNetwork(folder.path() / "warm.safetensors", trained, sample.platform);
        const mapping::TrainedNetwork found =
            mapping::loadTrainedNetwork(folder.path() / "warm.safetensors", sample.platform);
        QVERIFY(found.branches == trained.branches);
        QVERIFY(mapping::isSupernet(found));
        mapping::TrainedNetwork half = trained;
        half.branches.erase("stage1.block0.conv1@cluster.mean");
        const QString message = QString::fromStdString([&]() -> std::string {
            try {
                mapping::saveTrainedNetwork(folder.path() / "half.safetensors", half, sample.platform);
            } catch (const std::exception &error) {
                return error.what();
            }
            return "";
        }());
        QVERIFY2(message.contains("lack \"stage1.block0.conv1@cluster.mean\""), qPrintable(message));
    }

    void everyNumberIsDrawn()
    {
        Sample sample;
        std::vector<int> counts(5, 0); // 0 to 4 channels.
        sample.model.beginEpoch(0);
        for (int step = 0; step < 100; ++step) {
            sample.model.logits(sample.images.slice(0, 0, 4), Mode::Training);
            ++counts[static_cast<std::size_t>(sample.channelsOnDwe(0))];
        }
        for (const int count : counts) // 20 each; below 7 or above 36 is a chance of 1 in 5,000.
            QVERIFY2(count >= 7 && count <= 36, std::to_string(count).c_str());
        sample.logits();
        QCOMPARE(sample.channelsOnDwe(0), 0);
    }

    void drawsFollowFromSeedAndEpoch()
    {
        Sample one, same;
        one.model.beginEpoch(2);
        one.logits(Mode::Training);
        same.model.beginEpoch(0);
        for (int step = 0; step < 3; ++step) // As a worker that was stopped and goes on.
            same.model.beginEpoch(step);
        QVERIFY(torch::equal(one.logits(Mode::Training), (same.logits(Mode::Training), same.logits(Mode::Training))));
    }

    void bothOperatorsTrain()
    {
        Sample sample;
        std::set<std::string> moved;
        sample.model.beginEpoch(0);
        for (int step = 0; step < 3; ++step) {
            sample.model.logits(sample.images, Mode::Training).square().sum().backward();
            for (const StateTensor &each : sample.model.state())
                if (each.role == Role::Weight && each.tensor.grad().defined() &&
                    each.tensor.grad().abs().sum().item<double>() > 0)
                    moved.insert(each.name);
        }
        for (const char *name : {"stage1.block0.conv1.weight", "stage1.block0.conv1@dwe.weight",
                                 "stage1.block0.bn1.weight", "stage1.block0.bn1@dwe.weight", "fc.weight"})
            QVERIFY2(moved.contains(name), name);
    }

    /// A pass tells only of the channels that a branch has computed.
    void statisticsBelongToTheBranch()
    {
        Sample sample;
        sample.setChannels(0.5);
        const std::map<std::string, torch::Tensor> before = stateOf(sample.model);
        sample.logits(Mode::EstimatingStatistics);
        const std::map<std::string, torch::Tensor> after = stateOf(sample.model);
        const auto changed = [&](const std::string &name) {
            return valuesOf((before.at(name) != after.at(name)).to(torch::kFloat32));
        };
        QCOMPARE(changed("stage1.block0.bn1.running_mean"), (std::vector<double>{1, 1, 0, 0}));
        QCOMPARE(changed("stage1.block0.bn1@dwe.running_mean"), (std::vector<double>{0, 0, 1, 1}));
        QCOMPARE(changed("stage1.block0.bn1@dwe.running_var"), (std::vector<double>{0, 0, 1, 1}));
        sample.model.settle(sample.images);
        for (const char *name : {"stage1.block0.bn1.running_mean", "stage1.block0.bn1@dwe.running_mean"})
            QVERIFY2((stateOf(sample.model).at(name) != before.at(name)).all().item<bool>(), name);
    }

    /// From the checkpoint of its first epoch, in which the second was stopped.
    void trainingGoesOnWhereItStood()
    {
        const SmallProblem problem(platform::loadPlatform("darkside"));
        const TemporaryFolder folder;
        protocol::Schedule schedule;
        schedule.epochs = 2;
        schedule.batchSize = 32;
        schedule.learningRate = 0.05;
        const auto setup = [&](const char *name, const std::filesystem::path &from) {
            return TrainingSetup{.phase = "warmup",
                                 .images = problem.data.train,
                                 .split = splitFor(schedule, problem.data.train, 1),
                                 .augmentation = {},
                                 .schedule = schedule,
                                 .device = testDevice(),
                                 .selection = Selection::Last,
                                 .checkpoint = folder.path() / name,
                                 .resumeFrom = from};
        };
        SilentSession session;
        SupernetModel whole(untrained(), problem.table, 7, testDevice());
        learn::train(whole, setup("whole", {}), session);
        SupernetModel stopped(untrained(), problem.table, 7, testDevice());
        SilentSession stopping;
        stopping.questionsLeft = 15; // 9 batches and the evaluation make an epoch.
        QVERIFY_THROWS_EXCEPTION(StoppedByHost, learn::train(stopped, setup("stopped", {}), stopping));
        SupernetModel resumed(untrained(), problem.table, 7, testDevice());
        learn::train(resumed, setup("resumed", folder.path() / "stopped"), session);
        const std::map<std::string, torch::Tensor> expected = stateOf(whole), found = stateOf(resumed);
        const std::map<std::string, torch::Tensor> untouched = stateOf(stopped);
        QVERIFY(!torch::equal(untouched.at("fc.weight"), found.at("fc.weight")));
        for (const auto &[name, tensor] : expected)
            QVERIFY2(torch::equal(found.at(name), tensor), name.c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestSupernetModel)
#include "tst_supernet_model.moc"
