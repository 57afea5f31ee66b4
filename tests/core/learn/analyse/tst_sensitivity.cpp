// SPDX-License-Identifier: Apache-2.0
// What channels cost on other units: against the Fisher information computed by hand, and against the loss itself.

#include "core/base/json_reader.h"
#include "core/learn/analyse/fitted_weights.h"
#include "core/learn/analyse/observed_model.h"
#include "core/learn/analyse/sensitivity.h"
#include "core/mapping/cost/baselines.h"
#include "tests/core/learn/small_problem.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <numeric>

namespace odimo::learn {

namespace {

constexpr int digital = 0;
constexpr int analog = 1;

mapping::Sensitivity analysed(const SmallProblem &problem, std::uint64_t seed = 1, int repetitions = 1)
{
    SilentSession session;
    std::vector<int> indices;
    for (int repetition = 0; repetition < repetitions; ++repetition)
        for (const int index : allIndices(problem.data.train))
            indices.push_back(index);
    return analyseSensitivity(problem.trained, problem.table, {}, {problem.data.train, indices, seed, testDevice()},
                              session);
}

/// DIANA with converters of so many bits.
platform::Platform withConverters(int bits)
{
    Json json = parseJson(platform::loadPlatform("diana").json, "diana");
    json["units"][analog]["converter_bits"] = bits;
    return platform::platformFromText(json.dump(), "converters.json");
}

double sum(const std::vector<double> &values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// Keeps what the last layer puts out.
class LastLayer : public LayerObserver {
public:
    torch::Tensor computed(int, const torch::Tensor &x, torch::Tensor y) override
    {
        read = x.flatten(1).clone();
        made = y.clone();
        return y;
    }
    torch::Tensor read;
    torch::Tensor made;
};

} // namespace

class TestSensitivity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void penaltiesFitTheNetworkAndAreZeroOnTheReferenceUnit()
    {
        const SmallProblem problem;
        const mapping::Sensitivity sensitivity = analysed(problem);
        mapping::checkSensitivity(sensitivity, problem.table);
        QCOMPARE(sensitivity.images, problem.data.train.count());
        for (const mapping::LayerSensitivity &layer : sensitivity.layers) {
            QCOMPARE(sum(layer.penalty[digital]), 0.0);
            QVERIFY2(sum(layer.penalty[analog]) > 0, layer.layer.c_str());
        }
    }

    void repeatsWithTheSeed()
    {
        const SmallProblem problem;
        const mapping::Sensitivity first = analysed(problem, 5);
        QVERIFY(first == analysed(problem, 5));
        QVERIFY(first != analysed(problem, 6));
    }

    void aChannelThatTheOtherUnitHoldsExactlyCostsNothing()
    {
        SmallProblem problem;
        const mapping::LayerTable &layer = problem.table.layers[1];
        network::Tensor &weight = problem.trained.model.parameters.at(layer.layer.geometry.name + ".weight");
        const std::size_t width = weight.values.size() / static_cast<std::size_t>(weight.shape[0]);
        for (std::size_t i = 0; i < width; ++i)
            weight.values[i] = 0.25F * static_cast<float>(static_cast<int>(i % 3) - 1);
        problem.calibrateAgain();
        const std::vector<double> penalty = analysed(problem).layers[1].penalty[analog];
        // Rounding of single precision is left of it.
        QVERIFY2(penalty[0] < 1e-6 * sum(penalty), std::to_string(penalty[0] / sum(penalty)).c_str());
    }

    /// dL/dy of the last layer is p - onehot(label), so its Fisher term is 0.5 mean p (1 - p) r^2.
    void agreesWithTheFisherInformationOfTheLastLayer()
    {
        const SmallProblem problem;
        const mapping::LayerTable &last = problem.table.layers.back();
        const std::vector<double> found = analysed(problem, 1, 20).layers.back().penalty[analog];

        torch::NoGradGuard frozen;
        ObservedModel precise(problem.mapped(mapping::referenceMapping(problem.table)), problem.table, testDevice());
        LastLayer observer;
        const torch::Tensor beliefs = precise.logits(problem.images(), observer).softmax(1);
        const torch::Tensor y = observer.made.to(torch::kFloat64);
        const ObservedModel other(problem.mapped(mapping::uniformMapping(problem.table, analog)), problem.table,
                                  testDevice());
        const torch::Tensor raw =
            y + (observer.read.matmul(
                     (other.effective(last.layer.node).weight - precise.effective(last.layer.node).weight).t()))
                    .to(torch::kFloat64);
        const torch::Tensor gain = y.std(0, false) / raw.std(0, false);
        const torch::Tensor rest = gain * (raw - raw.mean(0)) + y.mean(0) - y;
        const std::vector<double> expected =
            valuesOf(0.5 * (beliefs * (1 - beliefs)).to(torch::kFloat64).mul(rest.square()).mean(0));
        // 6,400 drawn labels leave some per cent of chance.
        for (std::size_t c = 0; c < expected.size(); ++c)
            QVERIFY2(std::abs(found[c] / expected[c] - 1) < 0.3,
                     (std::to_string(found[c]) + " for " + std::to_string(expected[c])).c_str());
    }

    /// The same with what a layer of codes makes of what it reads.
    void countsWhatTheConvertersLose()
    {
        const SmallProblem problem(platform::loadPlatform("diana"));
        const mapping::LayerTable &last = problem.table.layers.back();
        const std::vector<double> found = analysed(problem, 1, 20).layers.back().penalty[analog];

        torch::NoGradGuard frozen;
        ObservedModel precise(problem.mapped(mapping::referenceMapping(problem.table)), problem.table, testDevice());
        LastLayer observer;
        const torch::Tensor beliefs = precise.logits(problem.images(), observer).softmax(1);
        const torch::Tensor y = observer.made.to(torch::kFloat64);
        const ObservedModel other(problem.mapped(mapping::uniformMapping(problem.table, analog)), problem.table,
                                  testDevice());
        const NodeTensors &held = other.effective(last.layer.node);
        QVERIFY(held.readOut);
        const torch::Tensor raw = preActivation(network::FullyConnected{}, observer.read, held).to(torch::kFloat64);
        const torch::Tensor gain = y.std(0, false) / raw.std(0, false);
        const torch::Tensor rest = gain * (raw - raw.mean(0)) + y.mean(0) - y;
        const std::vector<double> expected =
            valuesOf(0.5 * (beliefs * (1 - beliefs)).to(torch::kFloat64).mul(rest.square()).mean(0));
        for (std::size_t c = 0; c < expected.size(); ++c)
            QVERIFY2(std::abs(found[c] / expected[c] - 1) < 0.3, // Drawn labels, and multipliers are whole.
                     (std::to_string(found[c]) + " for " + std::to_string(expected[c])).c_str());
    }

    void coarserConvertersCostMoreAndFineOnesNothing()
    {
        const auto costWith = [](int bits) {
            const SmallProblem problem(withConverters(bits));
            double cost = 0;
            for (const mapping::LayerSensitivity &layer : analysed(problem).layers)
                cost += sum(layer.penalty[analog]);
            return cost;
        };
        const SmallProblem ideal;
        double exact = 0;
        for (const mapping::LayerSensitivity &layer : analysed(ideal).layers)
            exact += sum(layer.penalty[analog]);
        const double fine = costWith(16);
        QVERIFY2(std::abs(fine / exact - 1) < 1e-3, (std::to_string(fine) + " " + std::to_string(exact)).c_str());
        QVERIFY(costWith(3) > costWith(6));
        QVERIFY(costWith(6) > exact);
    }

    void stopsWhenTheHostSaysSo()
    {
        const SmallProblem problem;
        SilentSession session;
        session.questionsLeft = 1;
        const std::vector<int> indices = allIndices(problem.data.train);
        QVERIFY_THROWS_EXCEPTION(StoppedByHost,
                                 analyseSensitivity(problem.trained, problem.table, {},
                                                    {problem.data.train, indices, 1, testDevice()}, session));
    }

    void fittedIntegersLoseLessThanRoundedOnes()
    {
        const SmallProblem problem;
        const mapping::TrainedNetwork precise = problem.mapped(mapping::referenceMapping(problem.table));
        SilentSession session;
        const std::vector<int> indices = allIndices(problem.data.train);
        const mapping::Sensitivity fitted =
            analyseSensitivity(problem.trained, problem.table, fitWeights(precise, problem.table, problem.images()),
                               {problem.data.train, indices, 1, testDevice()}, session);
        double fittedSum = 0;
        double roundedSum = 0;
        for (const mapping::LayerSensitivity &layer : fitted.layers)
            fittedSum += sum(layer.penalty[analog]);
        for (const mapping::LayerSensitivity &layer : analysed(problem).layers)
            roundedSum += sum(layer.penalty[analog]);
        QVERIFY2(fittedSum < roundedSum, (std::to_string(fittedSum) + " " + std::to_string(roundedSum)).c_str());
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestSensitivity)
#include "tst_sensitivity.moc"
