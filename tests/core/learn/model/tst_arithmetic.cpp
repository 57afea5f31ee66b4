// SPDX-License-Identifier: Apache-2.0
// Whole networks in float, mixed and mapped arithmetic, and the relaxed cost of the search.

#include "tests/core/learn/golden_tensors.h"

#include "core/learn/analyse/calibration.h"
#include "core/learn/model/code_activations.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/quantise/weight_quantisers.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/staircase.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/tasks/discretise.h"
#include "core/tasks/relaxed_cost.h"

#include <QTest>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// A small network, calibrated on random images, with a mapping that splits every layer.
struct Sample {
    platform::Platform platform;
    mapping::TrainedNetwork trained;
    mapping::CostTable table;
    Tensor images;
};

Sample makeSample(const std::string &name)
{
    torch::manual_seed(3);
    const network::Network network = network::zooNetwork(name, {.input = network::Shape{3, 16, 16}, .classes = 4});
    const network::Model model = network::simplify(network::Model{network, network::initialise(network, 7)});
    const platform::Platform platform = platform::loadPlatform("diana");
    Sample sample{platform,
                  {model, std::nullopt, std::nullopt},
                  mapping::makeCostTable(model.network, platform),
                  torch::rand({6, 16, 16, 3}, onDevice()).permute({0, 3, 1, 2})};
    const NetworkTensors tensors = toTorch(model.network, model.parameters, testDevice());
    sample.trained.quantisation = calibrate(model.network, tensors, sample.table, {sample.images});
    return sample;
}

mapping::Mapping everySecondChannel(const mapping::CostTable &table)
{
    mapping::Mapping mapping = mapping::uniformMapping(table, 0);
    for (std::size_t i = 0; i < mapping.layers.size(); ++i)
        if (table.layers[i].branches.size() == 2)
            for (std::size_t c = 0; c < mapping.layers[i].unitOfChannel.size(); c += 2)
                mapping.layers[i].unitOfChannel[c] = 1;
    return mapping;
}

} // namespace

class TestArithmetic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void foldedNetworkGivesTheSameLogits()
    {
        const network::Network network = network::zooNetwork("resnet8:width=4", {});
        network::Model model{network, network::initialise(network, 1)};
        for (auto &[name, tensor] : model.parameters)
            if (name.ends_with("running_mean"))
                for (float &value : tensor.values)
                    value = 0.1f;
        const Tensor images = torch::rand({2, 3, 32, 32}, onDevice());
        torch::NoGradGuard frozen;
        const Tensor before = FloatModel(model, testDevice()).logits(images, Mode::Inference);
        const Tensor after = FloatModel(network::simplify(model), testDevice()).logits(images, Mode::Inference);
        QVERIFY(difference(after, before) < 1e-5); // rounding of the folded products
    }

    void residualBranchKeepsItsNegativeValues()
    {
        const Sample sample = makeSample("resnet8:width=8");
        int signedTensors = 0;
        const network::Network &network = sample.trained.model.network;
        const std::vector<mapping::ActivationScale> scales =
            integer::scalesByNode(network, *sample.trained.quantisation);
        for (int node = 0; node <= network.output(); ++node)
            if (const auto *addition = std::get_if<network::Addition>(&network.node(node).op); addition) {
                const auto &inputs = network.node(node).inputs;
                QCOMPARE(scales[static_cast<std::size_t>(inputs[0])].exponent,
                         scales[static_cast<std::size_t>(inputs[1])].exponent);
                for (const int input : inputs)
                    signedTensors += scales[static_cast<std::size_t>(input)].isSigned ? 1 : 0;
            }
        QVERIFY(signedTensors >= 3);
    }

    void eightBitNetworkStaysCloseToFloat()
    {
        Sample sample = makeSample("resnet8:width=8");
        torch::NoGradGuard frozen;
        const Tensor real = FloatModel(sample.trained.model, testDevice()).logits(sample.images, Mode::Inference);
        sample.trained.mapping = mapping::uniformMapping(sample.table, 0);
        const Tensor digital = QuantisedModel(sample.trained, sample.table, ScaleTraining::Frozen, testDevice())
                                   .logits(sample.images, Mode::Inference);
        sample.trained.mapping = mapping::uniformMapping(sample.table, 1);
        const Tensor analog = QuantisedModel(sample.trained, sample.table, ScaleTraining::Frozen, testDevice())
                                  .logits(sample.images, Mode::Inference);
        const double digitalError = (digital - real).square().mean().item<double>();
        const double analogError = (analog - real).square().mean().item<double>();
        QVERIFY2(digitalError < 0.01 * real.square().mean().item<double>(), std::to_string(digitalError).c_str());
        QVERIFY(analogError > 5 * digitalError);
    }

    void relaxedCostIsTheCostAtWholeCounts()
    {
        const Sample sample = makeSample("resnet8:width=16");
        QuantisedModel model(sample.trained, sample.table, ScaleTraining::Frozen, testDevice());
        const mapping::Mapping mapping = everySecondChannel(sample.table);
        torch::NoGradGuard frozen;
        for (std::size_t i = 0; i < sample.table.layers.size(); ++i) {
            Tensor alpha = model.weights().layers()[static_cast<std::size_t>(sample.table.layers[i].layer.node)].alpha;
            for (std::size_t c = 0; c < mapping.layers[i].unitOfChannel.size(); ++c)
                for (std::int64_t unit = 0; unit < 2; ++unit)
                    alpha[unit][static_cast<std::int64_t>(c)] = mapping.layers[i].unitOfChannel[c] == unit ? 50 : -50;
        }
        for (const mapping::Objective objective : {mapping::Objective::Latency, mapping::Objective::Energy}) {
            const double cost =
                tasks::relaxedCost(sample.table, objective, protocol::CostRule::JointStaircase)(model.weights())
                    .item<double>();
            const double precise =
                mapping::costOf(sample.table, mapping::uniformMapping(sample.table, 0)).value(objective);
            QVERIFY(std::abs(cost - mapping::costOf(sample.table, mapping).value(objective) / precise) < 1e-6);
            const mapping::Mapping found =
                tasks::discretise(model.weights(), sample.table, objective, protocol::CostRule::Published);
            QVERIFY(found == mapping);
        }
    }

    void costGradientPushesChannelsToTheCheapUnit()
    {
        const Sample sample = makeSample("resnet8:width=16");
        using enum protocol::CostRule;
        using enum mapping::Objective;
        for (const auto &[rule, objective] : {std::pair(JointStaircase, Latency), std::pair(Published, Latency),
                                              std::pair(JointStaircase, Energy), std::pair(Published, Energy)}) {
            QuantisedModel model(sample.trained, sample.table, ScaleTraining::Frozen, testDevice());
            tasks::relaxedCost(sample.table, objective, rule)(model.weights()).backward();
            const int node = sample.table.layers[1].layer.node; // a 3x3 layer, far cheaper on the analog unit
            const Tensor gradient = model.weights().layers()[static_cast<std::size_t>(node)].alpha.grad();
            QVERIFY((gradient[0] > 0).all().item<bool>());
            QVERIFY((gradient[1] < 0).all().item<bool>());
        }
    }

    void onlyLearnedScalesHaveGradients()
    {
        Sample sample = makeSample("resnet8:width=8");
        const auto scalesThatMove = [&sample](ScaleTraining scales) {
            QuantisedModel model(sample.trained, sample.table, scales, testDevice());
            model.logits(sample.images, Mode::Training).square().sum().backward();
            int moving = 0;
            for (const StateTensor &each : model.state())
                moving += each.role == Role::Scale && each.tensor.grad().defined() ? 1 : 0;
            return moving;
        };
        const int layers = static_cast<int>(sample.table.layers.size());
        QCOMPARE(scalesThatMove(ScaleTraining::Frozen), 0);
        QCOMPARE(scalesThatMove(ScaleTraining::Learned), layers); // The ternary ones.
        sample.trained.quantisation->style = "published";
        QCOMPARE(scalesThatMove(ScaleTraining::Frozen), 0);
        QVERIFY(scalesThatMove(ScaleTraining::Learned) > 2 * layers); // Both units' scales and the clips.
    }

    void discretisedLayersStandOnStepEnds()
    {
        const Sample sample = makeSample("resnet8:width=16");
        QuantisedModel model(sample.trained, sample.table, ScaleTraining::Frozen, testDevice());
        {
            torch::NoGradGuard frozen;
            for (const StateTensor &each : model.state())
                if (each.role == Role::Mixing)
                    each.tensor.copy_(torch::randn_like(each.tensor));
        }
        const mapping::Mapping mapping = tasks::discretise(model.weights(), sample.table, mapping::Objective::Latency,
                                                           protocol::CostRule::JointStaircase);
        for (std::size_t i = 0; i < sample.table.layers.size(); ++i) {
            const auto stairs =
                mapping::staircase(sample.table.layers[i], sample.platform, mapping::Objective::Latency);
            const int digital = mapping::channelsPerUnit(mapping.layers[i], 2)[0];
            QVERIFY(std::ranges::binary_search(stairs->stepEnds, digital));
        }
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestArithmetic)
#include "tst_arithmetic.moc"
