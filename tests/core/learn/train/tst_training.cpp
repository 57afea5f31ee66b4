// SPDX-License-Identifier: Apache-2.0
// The training loop: it learns, repeats, stops, resumes, and picks its best epoch.

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/evaluation.h"
#include "core/learn/train/learning_rate.h"
#include "core/learn/train/training.h"
#include "core/network/zoo.h"
#include "tests/core/learn/test_device.h"

#include <QTest>

#include <utility>

namespace odimo::learn {

namespace {

/// Keeps the events; says stop after a number of questions, and asks for a strength.
class RecordingSession : public Session {
public:
    void send(const protocol::Event &event) override
    {
        if (const auto *epoch = std::get_if<protocol::EpochFinished>(&event))
            epochs.push_back(*epoch);
        if (const auto *changed = std::get_if<protocol::StrengthChanged>(&event))
            changes.push_back(*changed);
        if (const auto *log = std::get_if<protocol::Log>(&event))
            logs.push_back(*log);
    }
    bool proceed() override { return questionsLeft < 0 || questionsLeft-- > 0; }
    std::optional<double> newStrength() override { return std::exchange(wanted, std::nullopt); }

    std::vector<protocol::EpochFinished> epochs;
    std::vector<protocol::StrengthChanged> changes;
    std::vector<protocol::Log> logs;
    int questionsLeft = -1;
    std::optional<double> wanted;
};

/// A network whose large weights cost something, as a search's channels do.
class CostlyModel : public FloatModel {
public:
    using FloatModel::FloatModel;
    torch::Tensor cost() override { return state().front().tensor.square().sum(); }
};

/// A tiny learnable problem.
struct Problem {
    data::Dataset data = data::loadDataset("synthetic:classes=4,size=12,train=320,test=120");
    network::Network network =
        network::zooNetwork("resnet8:width=4", {.input = network::Shape{1, 12, 12}, .classes = 4});
    TemporaryFolder folder;

    template <typename Model = FloatModel>
    std::unique_ptr<Model> model(std::uint64_t seed = 1) const
    {
        return std::make_unique<Model>(network::Model{network, network::initialise(network, seed)}, testDevice());
    }

    TrainingSetup setup(int epochs) const
    {
        protocol::Schedule schedule;
        schedule.epochs = epochs;
        schedule.batchSize = 32;
        schedule.learningRate = 0.05;
        schedule.validationFraction = 0.2;
        return {.phase = "warmup",
                .images = data.train,
                .split = splitFor(schedule, data.train, 1),
                .augmentation = {.shift = 1, .flip = false},
                .schedule = schedule,
                .device = testDevice(),
                .checkpoint = folder.path() / "warmup.checkpoint",
                .resumeFrom = {}};
    }
};

std::vector<float> parametersOf(TrainableModel &model)
{
    std::vector<float> values;
    for (const StateTensor &each : model.state()) {
        const torch::Tensor flat = each.tensor.detach().to(torch::kCPU).contiguous().flatten();
        values.insert(values.end(), flat.data_ptr<float>(), flat.data_ptr<float>() + flat.numel());
    }
    return values;
}

} // namespace

class TestTraining : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsSyntheticImages()
    {
        const Problem problem;
        RecordingSession session;
        const auto model = problem.model();
        const TrainingSetup setup = problem.setup(8);
        train(*model, setup, session);
        const Score score = evaluate(*model, problem.data.test, allIndices(problem.data.test), testDevice(), session);
        QVERIFY2(score.accuracy() > 0.8, std::to_string(score.accuracy()).c_str()); // guessing gives 0.25
        QCOMPARE(session.epochs.size(), std::size_t{8});
        QVERIFY(session.epochs.back().loss < session.epochs.front().loss);
    }

    void sameSeedGivesTheSameBytes()
    {
        const Problem problem;
        std::vector<float> first;
        for (int repetition = 0; repetition < 2; ++repetition) {
            RecordingSession session;
            const auto model = problem.model();
            const TrainingSetup setup = problem.setup(2);
            train(*model, setup, session);
            if (repetition == 0)
                first = parametersOf(*model);
            else
                QVERIFY(first == parametersOf(*model));
        }
    }

    void resumedRunEqualsAnUninterruptedOne()
    {
        const Problem problem;
        RecordingSession whole;
        const auto expected = problem.model();
        train(*expected, problem.setup(4), whole);

        RecordingSession interrupted;
        interrupted.questionsLeft = 23; // 8 batches and 1 evaluation an epoch: in the third
        const auto stopped = problem.model();
        QVERIFY_THROWS_EXCEPTION(StoppedByHost, train(*stopped, problem.setup(4), interrupted));
        QCOMPARE(interrupted.epochs.size(), std::size_t{2});

        RecordingSession session;
        const auto resumed = problem.model(99); // the checkpoint decides, not the start
        TrainingSetup setup = problem.setup(4);
        setup.resumeFrom = setup.checkpoint;
        train(*resumed, setup, session);
        QCOMPARE(session.epochs.at(1).epoch, 3);
        QVERIFY(parametersOf(*resumed) == parametersOf(*expected));
    }

    void aResumedRunTellsItsLastEpochAgain()
    {
        const Problem problem;
        RecordingSession interrupted;
        interrupted.questionsLeft = 23;
        QVERIFY_THROWS_EXCEPTION(StoppedByHost, train(*problem.model(), problem.setup(4), interrupted));
        RecordingSession session;
        TrainingSetup setup = problem.setup(4);
        setup.resumeFrom = setup.checkpoint;
        train(*problem.model(), setup, session);
        const protocol::EpochFinished &told = interrupted.epochs.back(), &again = session.epochs.front();
        QCOMPARE(again.phase, told.phase);
        QCOMPARE(again.epoch, told.epoch);
        QCOMPARE(again.epochs, told.epochs);
        QCOMPARE(again.loss, told.loss);
        QCOMPARE(again.trainAccuracy, told.trainAccuracy);
        QCOMPARE(again.validationAccuracy, told.validationAccuracy);
        QCOMPARE(again.relaxedCost, told.relaxedCost);
        QCOMPARE(again.seconds, told.seconds);
        QCOMPARE(again.checkpoint, told.checkpoint);
        QCOMPARE(again.best, told.best);
    }

    void endsWithTheBestEpoch()
    {
        const Problem problem;
        RecordingSession session;
        const auto model = problem.model();
        const TrainingSetup setup = problem.setup(5);
        const double best = train(*model, setup, session);
        double seen = 0;
        for (const protocol::EpochFinished &epoch : session.epochs)
            seen = std::max(seen, epoch.validationAccuracy);
        QCOMPARE(best, seen);
        const Score score = evaluate(*model, problem.data.train, setup.split.validation, testDevice(), session);
        QCOMPARE(score.accuracy(), best);
    }

    void patienceEndsATrainingThatDoesNotImprove()
    {
        const Problem problem;
        RecordingSession session;
        const auto model = problem.model();
        TrainingSetup setup = problem.setup(20);
        setup.schedule.learningRate = 0;
        setup.schedule.patience = 2;
        train(*model, setup, session);
        QVERIFY(session.epochs.size() < 12);
    }

    void aCycleWithoutGainEndsTheTraining()
    {
        const Problem problem;
        TrainingSetup setup = problem.setup(20);
        setup.schedule.cycles = 10;
        setup.schedule.learningRate = 0; // Only the statistics of BatchNorm settle.
        RecordingSession idle;
        train(*problem.model(), setup, idle);
        QVERIFY(idle.epochs.size() < 20 && idle.epochs.size() % 2 == 0);
        setup.schedule.cycles = 1;
        RecordingSession whole;
        train(*problem.model(), setup, whole);
        QCOMPARE(whole.epochs.size(), std::size_t{20});
    }

    void cyclesResumeAsTheyRan()
    {
        const Problem problem;
        TrainingSetup setup = problem.setup(4);
        setup.schedule.cycles = 2;
        RecordingSession whole;
        const auto expected = problem.model();
        train(*expected, setup, whole);
        RecordingSession interrupted;
        interrupted.questionsLeft = 14; // 8 batches and 1 evaluation an epoch: in the second
        const auto stopped = problem.model();
        QVERIFY_THROWS_EXCEPTION(StoppedByHost, train(*stopped, setup, interrupted));
        RecordingSession session;
        const auto resumed = problem.model(99);
        setup.resumeFrom = setup.checkpoint;
        train(*resumed, setup, session);
        QCOMPARE(interrupted.epochs.size() + session.epochs.size() - 1, whole.epochs.size()); // One is told twice.
        QVERIFY(parametersOf(*resumed) == parametersOf(*expected));
    }

    void strengthFollowsTheHostWhileItRuns()
    {
        const Problem problem;
        TrainingSetup setup = problem.setup(2);
        setup.strength = 0.5;
        RecordingSession untouched;
        const auto expected = problem.model<CostlyModel>();
        train(*expected, setup, untouched);
        QVERIFY(untouched.changes.empty());

        setup.strength = 0;
        RecordingSession free;
        const auto unsteered = problem.model<CostlyModel>();
        train(*unsteered, setup, free);
        QVERIFY(parametersOf(*unsteered) != parametersOf(*expected)); // Else a strength did nothing at all.
        setup.steering = Steering::Live;
        RecordingSession session;
        session.wanted = 0.5;
        const auto steered = problem.model<CostlyModel>();
        train(*steered, setup, session);
        QCOMPARE(session.changes.size(), std::size_t{1});
        QCOMPARE(session.changes.front().strength, 0.5);
        QCOMPARE(session.changes.front().epoch, 1);
        QVERIFY(parametersOf(*steered) == parametersOf(*expected));
    }

    void resumedSearchGoesOnWithTheChangedStrength()
    {
        const Problem problem;
        TrainingSetup setup = problem.setup(3);
        setup.steering = Steering::Live;
        RecordingSession whole;
        whole.wanted = 0.5;
        const auto expected = problem.model<CostlyModel>();
        train(*expected, setup, whole);

        RecordingSession interrupted;
        interrupted.wanted = 0.5;
        interrupted.questionsLeft = 12; // 8 batches and 1 evaluation an epoch: in the second
        const auto stopped = problem.model<CostlyModel>();
        QVERIFY_THROWS_EXCEPTION(StoppedByHost, train(*stopped, setup, interrupted));

        RecordingSession session;
        setup.resumeFrom = setup.checkpoint;
        const auto resumed = problem.model<CostlyModel>();
        train(*resumed, setup, session);
        QVERIFY(parametersOf(*resumed) == parametersOf(*expected));
    }

    void strengthOfAnotherPhaseCannotBeChanged()
    {
        const Problem problem;
        RecordingSession untouched;
        const auto expected = problem.model<CostlyModel>();
        train(*expected, problem.setup(1), untouched);

        RecordingSession session;
        session.wanted = 0.5;
        const auto model = problem.model<CostlyModel>();
        train(*model, problem.setup(1), session);
        QVERIFY(session.changes.empty());
        QCOMPARE(session.logs.size(), std::size_t{1});
        QCOMPARE(session.logs.front().level, "warning");
        QVERIFY(session.logs.front().text.find("warmup") != std::string::npos);
        QVERIFY(parametersOf(*model) == parametersOf(*expected));
    }

    void fewerImagesThanABatchMakeASmallerOne()
    {
        const Problem problem;
        RecordingSession session;
        const auto model = problem.model();
        TrainingSetup setup = problem.setup(1);
        setup.schedule.batchSize = 1000;
        train(*model, setup, session);
        QCOMPARE(session.epochs.size(), std::size_t{1});
        QVERIFY(session.epochs.front().trainAccuracy > 0);
        setup.split.train.resize(1);
        QVERIFY_THROWS_EXCEPTION(Error, train(*model, setup, session));
    }

    void aCheckpointThatCannotBeUsedStartsThePhaseAgain_data()
    {
        QTest::addColumn<std::string>("content");
        QTest::newRow("empty") << std::string();
        QTest::newRow("text") << std::string("no checkpoint");
        QTest::newRow("archive of an earlier version") << std::string("PK\x03\x04warmup/data.pkl", 20);
        QTest::newRow("damaged") << std::string("damaged");
        QTest::newRow("half") << std::string("half");
    }
    void aCheckpointThatCannotBeUsedStartsThePhaseAgain()
    {
        QFETCH(std::string, content);
        const Problem problem;
        TrainingSetup setup = problem.setup(3);
        RecordingSession whole;
        const auto expected = problem.model();
        train(*expected, setup, whole);
        std::string bytes = readText(setup.checkpoint);
        if (content == "damaged")
            bytes[bytes.size() / 2] ^= 1; // One value of a weight is another.
        else if (content == "half")
            bytes.resize(bytes.size() / 2);
        else
            bytes = content;
        writeText(setup.checkpoint, bytes);

        setup.resumeFrom = setup.checkpoint;
        RecordingSession session;
        const auto model = problem.model();
        train(*model, setup, session);
        QCOMPARE(session.epochs.size(), std::size_t{3});
        QCOMPARE(session.epochs.front().epoch, 1);
        QVERIFY(parametersOf(*model) == parametersOf(*expected));
        QCOMPARE(session.logs.size(), std::size_t{1});
        QCOMPARE(session.logs.front().level, "warning");
        const QString text = QString::fromStdString(session.logs.front().text);
        QVERIFY2(text.contains("warmup starts again") && text.contains("warmup.checkpoint"), qPrintable(text));
    }

    void ratesRiseAndFallAsAskedFor()
    {
        protocol::Schedule cosine;
        cosine.epochs = 10;
        QVERIFY(rateFactor(cosine, 0, 0, 100) < 0.02);
        QCOMPARE(rateFactor(cosine, 1, 0, 100), 1.0);
        QVERIFY(rateFactor(cosine, 9, 99, 100) < 0.001);
        cosine.cycles = 2;
        QCOMPARE(epochsPerCycle(cosine), 5);
        QVERIFY(rateFactor(cosine, 4, 99, 100) < 0.001);
        QVERIFY(rateFactor(cosine, 5, 0, 100) < 0.05);
        QCOMPARE(rateFactor(cosine, 5, 50, 100), 1.0);
        protocol::Schedule steps = cosine;
        steps.decay = protocol::LearningRateDecay::Steps;
        steps.milestones = {3, 6};
        QCOMPARE(rateFactor(steps, 2, 50, 100), 1.0);
        QCOMPARE(rateFactor(steps, 3, 0, 100), 0.1);
        QVERIFY(std::abs(rateFactor(steps, 8, 0, 100) - 0.01) < 1e-12);
    }
};

} // namespace odimo::learn

QTEST_APPLESS_MAIN(odimo::learn::TestTraining)
#include "tst_training.moc"
