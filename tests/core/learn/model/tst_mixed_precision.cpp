// SPDX-License-Identifier: Apache-2.0
// Gradients in bfloat16, while what a network computes stays exact.

#include "tests/core/learn/small_problem.h"

#include "core/learn/model/mixed_precision.h"
#include "core/mapping/cost/baselines.h"

#include <QTest>

namespace odimo::learn {

using torch::Tensor;

namespace {

class LoggingSession : public SilentSession {
public:
    void send(const protocol::Event &event) override
    {
        if (const auto *log = std::get_if<protocol::Log>(&event))
            levels.push_back(log->level);
    }
    std::vector<std::string> levels;
};

/// |a - b| / |b|, as vectors.
double distance(const Tensor &a, const Tensor &b) { return ((a - b).norm() / b.norm()).item<double>(); }

bool hasIt() { return hasFastMixedPrecision(testDevice()); }

#define REQUIRE_MIXED_PRECISION                                                                                        \
    if (!hasIt())                                                                                                      \
    QSKIP("This device has no bfloat16 arithmetic")

} // namespace

class TestMixedPrecision : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theForwardPassIsExactAndGradientsAreNear()
    {
        REQUIRE_MIXED_PRECISION;
        torch::manual_seed(5);
        const ConvolutionShape plain{{1, 1}, {1, 1}, {1, 1}, 1};
        const ConvolutionShape strided{{2, 2}, {1, 1}, {1, 1}, 1};
        const ConvolutionShape depthwise{{1, 1}, {2, 2}, {2, 2}, 16};
        for (const auto &[shape, inputs] : {std::pair(plain, 16), {strided, 16}, {depthwise, 1}}) {
            const auto leaf = [](const Tensor &values) {
                return values.contiguous(torch::MemoryFormat::ChannelsLast).requires_grad_(true);
            };
            const Tensor x = leaf(torch::randn({4, 16, 12, 12}, onDevice())),
                         weight = leaf(torch::randn({16, inputs, 3, 3}, onDevice()));
            const Tensor exact =
                torch::conv2d(x, weight, {}, shape.stride, shape.padding, shape.dilation, shape.groups);
            const Tensor mixed = mixedConvolution(x, weight, shape);
            QVERIFY(torch::equal(mixed, exact));
            const Tensor upstream = torch::randn_like(exact);
            const auto expected = torch::autograd::grad({exact}, {x, weight}, {upstream});
            const auto actual = torch::autograd::grad({mixed}, {x, weight}, {upstream});
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(actual[i].scalar_type(), torch::kFloat32);
                QVERIFY(distance(actual[i], expected[i]) < 0.01);
                QVERIFY(!torch::equal(actual[i], expected[i])); // Else nothing is mixed.
            }
        }
    }

    void imagesGetNoGradient()
    {
        REQUIRE_MIXED_PRECISION;
        const Tensor weight = torch::randn({8, 3, 3, 3}, onDevice()).requires_grad_(true);
        mixedConvolution(torch::rand({2, 3, 8, 8}, onDevice()), weight, {{1, 1}, {1, 1}, {1, 1}, 1}).sum().backward();
        QVERIFY(weight.grad().defined());
    }

    void aMappedNetworkComputesTheSame()
    {
        REQUIRE_MIXED_PRECISION;
        const SmallProblem problem;
        const mapping::TrainedNetwork mapped =
            problem.mapped(mapping::cheapestMapping(problem.table, mapping::Objective::Latency));
        QuantisedModel model(mapped, problem.table, ScaleTraining::Frozen, testDevice());
        const Tensor exact = model.logits(problem.images(), Mode::Training);
        QVERIFY(torch::equal(model.logits(problem.images(), Mode::MixedTraining), exact));
    }

    void aTrainingLearnsAsWellAndRepeats()
    {
        REQUIRE_MIXED_PRECISION;
        const SmallProblem problem;
        const auto accuracy = [&problem](protocol::Precision precision) {
            QuantisedModel model(problem.mapped(mapping::uniformMapping(problem.table, 1)), problem.table,
                                 ScaleTraining::Frozen, testDevice());
            const TemporaryFolder folder;
            protocol::Schedule schedule;
            schedule.epochs = 4;
            schedule.batchSize = 32;
            schedule.learningRate = 0.02;
            schedule.precision = precision;
            SilentSession session;
            return learn::train(model,
                                {.phase = "finetune",
                                 .images = problem.data.train,
                                 .split = splitFor(schedule, problem.data.train, 1),
                                 .augmentation = {},
                                 .schedule = schedule,
                                 .device = testDevice(),
                                 .checkpoint = folder.path() / "finetune.checkpoint",
                                 .resumeFrom = {}},
                                session);
        };
        const double mixed = accuracy(protocol::Precision::Mixed);
        QCOMPARE(accuracy(protocol::Precision::Mixed), mixed);
        QVERIFY(mixed > accuracy(protocol::Precision::Full) - 0.1);
        QVERIFY(mixed > 0.5); // Guessing has 0.25.
    }

    void aDeviceWithoutItSaysSoAndTrainsInFull()
    {
        protocol::Schedule schedule;
        LoggingSession session;
        QVERIFY(trainingMode(schedule, testDevice(), "warmup", session) == Mode::Training);
        QVERIFY(session.levels.empty());
        schedule.precision = protocol::Precision::Mixed;
        const Mode found = trainingMode(schedule, testDevice(), "warmup", session);
        QVERIFY(found == (hasIt() ? Mode::MixedTraining : Mode::Training));
        trainingMode(schedule, testDevice(), "finetune", session);
        schedule.precision = protocol::Precision::Automatic;
        // On a GPU single precision is the choice that is made unasked.
        const Mode chosen = testDevice().is_cpu() ? found : Mode::Training;
        QVERIFY(trainingMode(schedule, testDevice(), "warmup", session) == chosen);
        QVERIFY(session.levels == (hasIt() ? std::vector<std::string>() : std::vector<std::string>{"warning", "info"}));
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestMixedPrecision)
#include "tst_mixed_precision.moc"
