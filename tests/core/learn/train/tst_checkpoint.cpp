// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/checkpoint.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/learn/tensors.h"
#include "core/learn/train/training.h"
#include "core/network/tensor_file.h"

#include <QTest>

namespace odimo::learn {

namespace {

/// A tensor for each optimiser; the loss pulls all to targets.
class Toy : public TrainableModel {
public:
    torch::Tensor logits(const torch::Tensor &, Mode) override { return {}; }
    torch::Tensor cost() override { return {}; }
    std::vector<StateTensor> state() override
    {
        return {{"conv.weight", weight, Role::Weight},
                {"alpha", mixing, Role::Mixing},
                {"scale", scale, Role::Scale},
                {"mean", statistic, Role::Statistic}};
    }
    void beginEpoch(int) override {}

    void step(Optimisers &optimisers)
    {
        ((weight - 1).square().sum() + (mixing + 2).pow(4).sum() + scale.square().sum()).backward();
        optimisers.step(0.5);
        torch::NoGradGuard frozen;
        statistic.add_(1);
    }

    std::vector<double> values()
    {
        std::vector<double> all;
        for (const StateTensor &each : state())
            for (const double value : valuesOf(each.tensor))
                all.push_back(value);
        return all;
    }

    // In channels-last order, as convolutions have them.
    torch::Tensor weight = torch::arange(24, torch::kFloat32)
                               .reshape({2, 3, 2, 2})
                               .contiguous(torch::MemoryFormat::ChannelsLast)
                               .requires_grad_();
    torch::Tensor mixing = torch::ones({3}).requires_grad_();
    torch::Tensor scale = torch::ones({}, torch::kFloat32).requires_grad_();
    torch::Tensor statistic = torch::zeros({2}, torch::kFloat64);
};

Optimisers optimisers(Toy &toy)
{
    protocol::Schedule schedule;
    schedule.mappingRate = 0.1;
    schedule.scaleRate = 0.1;
    return optimisersFor(toy, schedule);
}

} // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

private:
    TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.path() / "search.checkpoint";

    TrainingState saveAfterThreeSteps(Toy &toy, Optimisers &optimisers) const
    {
        TrainingState state;
        state.epochsDone = 3;
        state.bestEpoch = 2;
        state.bestAccuracy = 0.75;
        state.bestBeforeCycle = 0.5;
        state.last.loss = 1.0 / 3;
        for (int step = 0; step < 3; ++step)
            toy.step(optimisers);
        for (const StateTensor &each : toy.state())
            state.best.push_back(each.tensor.detach().clone());
        saveCheckpoint(m_path, state, toy, optimisers);
        return state;
    }

private Q_SLOTS:
    void everyOptimiserGoesOnWhereItStood()
    {
        Toy whole;
        Optimisers first = optimisers(whole);
        const TrainingState saved = saveAfterThreeSteps(whole, first);

        Toy resumed;
        Optimisers second = optimisers(resumed);
        const TrainingState state = loadCheckpoint(m_path, resumed, second);
        QCOMPARE(state.epochsDone, 3);
        QCOMPARE(state.bestEpoch, 2);
        QCOMPARE(state.bestAccuracy, 0.75);
        QCOMPARE(state.bestBeforeCycle, 0.5);
        QCOMPARE(state.last.loss, 1.0 / 3);
        QCOMPARE(state.best.size(), saved.best.size());
        for (std::size_t i = 0; i < state.best.size(); ++i)
            QVERIFY(torch::equal(state.best[i], saved.best[i]));
        for (int step = 0; step < 5; ++step) {
            QVERIFY(resumed.values() == whole.values());
            whole.step(first);
            resumed.step(second);
        }
    }

    void holdsNamedTensorsAndNothingElse()
    {
        Toy toy;
        Optimisers own = optimisers(toy);
        saveAfterThreeSteps(toy, own);
        const network::TensorFile file = network::readSealed(m_path);
        for (const char *name :
             {"state.0.conv.weight", "best.3.mean", "optimiser.weights.0.momentum", "optimiser.mixing.0.step",
              "optimiser.mixing.0.mean", "optimiser.mixing.0.square", "progress", "last_epoch"})
            QVERIFY2(file.tensors.contains(name), name);
    }

    void aFileThatDoesNotFitChangesNothing()
    {
        Toy toy;
        Optimisers own = optimisers(toy);
        saveAfterThreeSteps(toy, own);
        const network::TensorFile good = network::readSealed(m_path);
        const auto without = [&good](const char *name) {
            network::TensorFile file = good;
            file.tensors.erase(name);
            return file;
        };
        network::TensorFile moved = without("state.1.alpha");
        moved.tensors["state.1.alpha"] = good.tensors.at("state.2.scale");
        network::TensorFile longer = good;
        longer.tensors["optimiser.weights.7.momentum"] = good.tensors.at("optimiser.weights.0.momentum");
        network::TensorFile negative = good;
        negative.tensors["progress"].bytes.assign(16, std::byte{0xff});
        for (const network::TensorFile &bad :
             {without("state.3.mean"), without("best.2.scale"), without("progress"), without("optimiser.mixing.0.mean"),
              moved, longer, negative, network::TensorFile{.tensors = good.tensors}}) {
            network::writeSealed(m_path, bad);
            Toy fresh;
            Optimisers untouched = optimisers(fresh);
            QVERIFY_THROWS_EXCEPTION(Error, loadCheckpoint(m_path, fresh, untouched));
            QVERIFY(fresh.values() == Toy().values());
            QVERIFY(untouched.state().empty());
        }
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestCheckpoint)
#include "tst_checkpoint.moc"
