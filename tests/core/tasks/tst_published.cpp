// SPDX-License-Identifier: Apache-2.0
// Searches with the published quantisers and cost, as a whole, against values that the authors' code computed.

#include "tests/core/learn/golden_tensors.h"

#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/learn/train/training.h"
#include "core/mapping/cost/baselines.h"
#include "core/platform/published_cost.h"
#include "core/tasks/relaxed_cost.h"

#include <QTest>

#include <map>

namespace odimo::tasks {

using learn::difference;
using learn::goldenTensor;
using mapping::Objective;
using torch::Tensor;

namespace {

constexpr double forward = 1e-5; // single precision, docs/method.md 10
constexpr double sums = 1e-4;    // over maps, in another order

network::Convolution convolution(int channels, int kernel, int stride, int padding)
{
    return {.outChannels = channels,
            .kernel = {kernel, kernel},
            .stride = {stride, stride},
            .padding = {padding, padding, padding, padding},
            .bias = true};
}

/// A search over a network of DIANA in the published style.
struct Published {
    mapping::CostTable table;
    std::unique_ptr<learn::QuantisedModel> model;
    std::map<std::string, Tensor> state;

    explicit Published(const network::Network &network)
        : table(mapping::makeCostTable(network, platform::loadPlatform("diana_ideal")))
    {
        mapping::Quantisation quantisation{.style = "published", .activations = {}, .weights = {}};
        for (const network::Node &node : network.nodes())
            if (network::isLayer(node) || std::holds_alternative<network::Input>(node.op))
                quantisation.activations.push_back({.node = node.name, .exponent = -4});
        for (const mapping::LayerTable &layer : table.layers)
            for (const int unit : {0, 1})
                quantisation.weights.push_back(
                    {layer.layer.geometry.name, unit,
                     std::vector<double>(unit == 0 ? 1 : static_cast<std::size_t>(layer.layer.geometry.outChannels),
                                         1)});
        model = std::make_unique<learn::QuantisedModel>(
            mapping::TrainedNetwork{{network, network::initialise(network, 1)}, std::nullopt, quantisation}, table,
            learn::ScaleTraining::Learned, learn::testDevice());
        for (const learn::StateTensor &each : model->state())
            state[each.name] = each.tensor;
    }

    void set(const std::string &name, const Json &values)
    {
        torch::NoGradGuard frozen;
        Tensor tensor = state.at(name);
        tensor.copy_(goldenTensor(values, tensor.sizes().vec()));
    }

    void setTemperature(double temperature)
    {
        model->setTemperatureFactor(temperature);
        model->beginEpoch(1);
    }

    double referenceCost(Objective objective) const
    {
        return mapping::costOf(table, mapping::uniformMapping(table, 0)).value(objective);
    }

    /// The authors' cost, in cycles or mW * cycles, and its gradient of one layer's mixing parameters.
    std::pair<double, Tensor> cost(Objective objective, const std::string &alpha)
    {
        const Tensor cost = relaxedCost(table, objective, protocol::CostRule::Published)(model->weights());
        const double unit = objective == Objective::Latency ? 1 : table.platform.clock_Hz / 1e3;
        const Tensor gradient = torch::autograd::grad({cost}, {state.at(alpha)}).front();
        return {cost.item<double>() * referenceCost(objective) * unit, gradient * (referenceCost(objective) * unit)};
    }
};

/// How far the gradient of a case's mixing parameters may be from the authors': the softmax of single precision leaves
/// the difference of what comes from both units; and their gate adds up to 1 per channel, whatever the loss, for a unit
/// that has less than one.
double gradientTolerance(const Published &search, Objective objective, double temperature)
{
    double steepest = 0;
    for (const platform::ComputeUnit &unit : search.table.platform.units) {
        const platform::LayerGeometry &layer = search.table.layers.front().layer.geometry;
        steepest = std::max(steepest, platform::publishedCost(unit).published(layer, layer.outChannels).slope);
    }
    if (objective == Objective::Energy)
        steepest *= search.table.platform.power.back().power_mW;
    torch::NoGradGuard frozen;
    const Tensor shares = search.model->weights().shares(1);
    const bool gates = shares.sum(1).min().item<double>() < 1;
    const double ofGate = gates ? (shares[0] * shares[1]).max().item<double>() : 0;
    return (3e-7 * steepest + 1.01 * ofGate) / temperature;
}

void compareCost(Published &search, const Json &each, const std::string &label)
{
    for (const auto &[objective, name] : {std::pair(Objective::Latency, "latency"), {Objective::Energy, "power"}}) {
        const std::string key = std::string("cost_") + name;
        const auto [cost, gradient] = search.cost(objective, "layer.alpha");
        const std::string found = label + " " + key + ": " + std::to_string(cost);
        const double expected = each.at(key);
        QVERIFY2(std::abs(cost - expected) <= forward * expected, found.c_str());
        const Tensor some = gradient.slice(1, 0, gradient.size(1), each.value("every", 1));
        const Tensor wanted = goldenTensor(each.at("d_" + key + "_d_alpha"), some.sizes().vec());
        const double tolerance =
            forward * wanted.abs().max().item<double>() + gradientTolerance(search, objective, each.at("temp"));
        QVERIFY2((some - wanted).abs().max().item<double>() <= tolerance, found.c_str());
    }
}

/// The mixing parameters of a case: all of them, or one for all, or one for each branch.
Json alphasOf(const Json &each)
{
    const Json &alpha = each.at("alpha");
    const std::size_t channels = each.at("ch_out");
    Json all = Json::array();
    for (std::size_t i = 0; i < 2 * channels; ++i)
        all.push_back(alpha.size() == 1 ? alpha[0] : alpha.size() == 2 ? alpha[i / channels] : alpha[i]);
    return all;
}

} // namespace

class TestPublished : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layersEqualTheAuthors()
    {
        const Json cases = learn::goldenFile("search_layers.json").at("cases");
        QCOMPARE(cases.size(), std::size_t{27});
        for (const Json &each : cases) {
            const std::string label = each.at("name").get<std::string>() + " " + each.at("alphas").get<std::string>() +
                                      " " + each.at("temp").dump();
            const auto size = each.at("in_hw").get<std::vector<int>>();
            const network::Shape shape{each.at("ch_in"), size[0], size[1]};
            network::Network network("layer", shape);
            network.add("layer", convolution(each.at("ch_out"), each.at("k"), each.at("stride"), each.at("padding")),
                        {0});
            Published search(network);
            const Json &start = each.at("start");
            for (const auto &[ours, theirs] : parts)
                search.set(ours, start.at(theirs));
            search.setTemperature(each.at("temp"));

            Tensor x = goldenTensor(each.at("x"), {each.at("batch"), shape.channels, shape.height, shape.width});
            x.requires_grad_(true);
            const Tensor output = search.model->logits(x, learn::Mode::Training);
            QVERIFY2(difference(output, goldenTensor(each.at("output"), {-1})) < forward, label.c_str());
            learn::BranchWeights weights = search.model->weights();
            const learn::NodeTensors effective = weights.of(1);
            QVERIFY2(difference(effective.weight, goldenTensor(each.at("effective_weight"), {-1})) < forward,
                     label.c_str());
            QVERIFY2(difference(effective.bias, goldenTensor(each.at("effective_bias"), {-1})) < forward,
                     label.c_str());
            QVERIFY2(difference(search.state.at("input.clip"), goldenTensor(each.at("clip_after"), {-1})) < forward,
                     label.c_str());
            output.backward(goldenTensor(each.at("upstream"), output.sizes().vec()));
            const Json &gradients = each.at("d_task");
            for (const auto &[ours, theirs] : parts)
                QVERIFY2(difference(search.state.at(ours).grad(), goldenTensor(gradients.at(theirs), {-1})) < sums,
                         (label + " " + theirs).c_str());
            QVERIFY2(difference(x.grad(), goldenTensor(gradients.at("x"), {-1})) < sums, label.c_str());
            compareCost(search, each, label);
        }
    }

    void costsEqualTheAuthors()
    {
        const Json layers = learn::goldenFile("published_costs.json").at("layers");
        QCOMPARE(layers.size(), std::size_t{63});
        for (const Json &each : layers) {
            const int kernel = each.at("k");
            network::Network network("layer", network::Shape{each.at("ch_in"), each.at("out_x"), each.at("out_y")});
            network.add("layer", convolution(each.at("ch_out"), kernel, 1, kernel / 2), {0});
            Published search(network);
            search.set("layer.alpha", alphasOf(each));
            search.setTemperature(each.at("temp"));
            compareCost(search, each,
                        each.at("name").get<std::string>() + " " + each.at("alphas").get<std::string>() + " " +
                            each.at("temp").dump());
        }
    }

    /// Five steps of all three optimisers on two layers, with the temperature falling at every step.
    void stepsEqualTheAuthors()
    {
        const Json trace = learn::goldenFile("search_trace.json");
        network::Network network("trace", network::Shape{3, 8, 8});
        network::Convolution first = convolution(8, 3, 2, 1);
        first.relu = network::Relu{}; // Theirs clips what the next layer reads at 0 all the same.
        network.add("l1", first, {0});
        network.add("l2", convolution(5, 1, 1, 0), {1});
        network.add("mean", network::GlobalAveragePool{}, {2});
        Published search(network);
        std::map<std::string, std::string> names{{"input.clip", "l1.mix_activ.mix_activ.0.clip_val"},
                                                 {"l1.clip", "l2.mix_activ.mix_activ.0.clip_val"}};
        for (const std::string layer : {"l1", "l2"})
            for (const auto &[ours, theirs] :
                 {std::pair(".alpha", "alpha_weight"), std::pair(".scale0", "mix_weight.0.scale_param"),
                  std::pair(".scale1", "mix_weight.1.scale_param"), std::pair(".weight", "conv.weight"),
                  std::pair(".bias", "conv.bias")})
                names[layer + ours] = layer + ".mix_weight." + theirs;
        for (const auto &[ours, theirs] : names)
            search.set(ours, trace.at("start").at(theirs));

        protocol::Schedule schedule;
        schedule.learningRate = trace.at("lr");
        schedule.momentum = trace.at("momentum");
        schedule.nesterov = false;
        schedule.weightDecay = trace.at("weight_decay");
        schedule.mappingRate = trace.at("lr_alpha");
        schedule.scaleRate = trace.at("lr_q");
        search.model->setCost(relaxedCost(search.table, Objective::Latency, protocol::CostRule::Published));
        learn::Optimisers optimisers = learn::optimisersFor(*search.model, schedule);
        const Tensor images = goldenTensor(trace.at("x"), trace.at("x_shape"));
        const Tensor labels =
            torch::tensor(trace.at("labels").get<std::vector<std::int64_t>>()).to(learn::testDevice());
        const double precise = search.referenceCost(Objective::Latency);
        const double strength = trace.at("lam").get<double>() * precise;
        search.model->setTemperatureFactor(std::exp(-0.045));
        QCOMPARE(trace.at("steps").size(), std::size_t{5});
        for (std::size_t step = 0; step < 5; ++step) {
            const Json &expected = trace.at("steps")[step];
            const std::string label = "step " + std::to_string(step);
            search.model->beginEpoch(static_cast<int>(step));
            {
                torch::NoGradGuard frozen;
                const Tensor logits = search.model->logits(images, learn::Mode::Inference);
                QVERIFY2(difference(logits, goldenTensor(expected.at("logits"), {-1})) < forward, label.c_str());
                const double cost = search.model->cost().item<double>() * precise;
                QVERIFY2(std::abs(cost / expected.at("cost").get<double>() - 1) < forward, label.c_str());
            }
            const Tensor task =
                learn::trainingStep(*search.model, optimisers, images, labels, strength, 1, learn::Mode::Training);
            QVERIFY2(std::abs(task.item<double>() - expected.at("task").get<double>()) < forward, label.c_str());
            for (const auto &[ours, theirs] : names) {
                const Tensor wanted = goldenTensor(expected.at("params").at(theirs), {-1});
                QVERIFY2(difference(search.state.at(ours), wanted) < 2e-6, (label + " " + ours).c_str());
            }
        }
    }

private:
    const std::vector<std::pair<std::string, std::string>> parts{{"layer.alpha", "alpha"}, {"layer.weight", "weight"},
                                                                 {"layer.bias", "bias"},   {"layer.scale0", "s8"},
                                                                 {"layer.scale1", "s2"},   {"input.clip", "clip"}};
};

} // namespace odimo::tasks

QTEST_APPLESS_MAIN(odimo::tasks::TestPublished)
#include "tst_published.moc"
