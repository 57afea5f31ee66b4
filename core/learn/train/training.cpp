// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/training.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/learn/model/kept_memory.h"
#include "core/learn/model/mixed_precision.h"
#include "core/learn/train/batches.h"
#include "core/learn/train/checkpoint.h"
#include "core/learn/train/evaluation.h"
#include "core/learn/train/learning_rate.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;
using Clock = std::chrono::steady_clock;

namespace {

constexpr double progressInterval_s = 0.2;
constexpr double leastProgress = 0.003;
constexpr int leastOfEachClass = 2; // One to train and one to validate.
constexpr int leastBatch = 2;       // One image alone has no variance where a map is a single pixel.
/// Until then more than 0.5 % of a running statistic, which forgets a tenth a step, is still what it began with.
constexpr int fewSteps = 50;
constexpr std::size_t fewImages = 256;
enum Purpose : std::uint64_t { SubsetPurpose = 11, SplitPurpose, OrderPurpose, AugmentationPurpose, StatisticsPurpose };

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Whether batch normalisation is not folded yet.
bool hasRunningStatistics(TrainableModel &model)
{
    return std::ranges::any_of(model.state(),
                               [](const StateTensor &each) { return each.name.ends_with(".running_var"); });
}

/// Trains one phase from epoch to epoch.
class PhaseTraining {
public:
    PhaseTraining(TrainableModel &model, const TrainingSetup &setup, Session &session)
        : m_model(model, setup.strength), m_setup(setup), m_session(session),
          m_optimisers(optimisersFor(model, setup.schedule)), m_source(setup.images, setup.device),
          m_mode(trainingMode(setup.schedule, setup.device, setup.phase, session)),
          m_batchSize(batchSizeFor(setup.schedule, setup.split.train.size())),
          m_batches(static_cast<int>(setup.split.train.size()) / m_batchSize),
          m_isNormalised(hasRunningStatistics(model))
    {
    }

    double run()
    {
        const int epochs = m_setup.schedule.epochs;
        m_session.send(protocol::PhaseStarted{m_setup.phase, epochs, static_cast<int>(m_setup.split.train.size())});
        if (!resume() && m_setup.selection == Selection::BestOrUntouched)
            keepIfBest(validationAccuracy());
        while (m_state.epochsDone < epochs && !patienceIsOver() && !lastCycleWasNoise()) {
            if (m_state.epochsDone % epochsPerCycle(m_setup.schedule) == 0)
                m_state.bestBeforeCycle = m_state.bestAccuracy;
            runEpoch();
        }
        if (m_setup.selection != Selection::Last && !m_state.best.empty())
            restoreBest();
        return m_state.bestAccuracy;
    }

private:
    void runEpoch()
    {
        const Clock::time_point start = Clock::now();
        m_model.beginEpoch(m_state.epochsDone);
        m_state.last = trainEpoch(start);
        protocol::EpochFinished &result = m_state.last;
        ++m_state.epochsDone;
        settleStatistics();
        result.validationAccuracy = validationAccuracy();
        result.best = keepIfBest(result.validationAccuracy);
        if (const Tensor cost = costOnly(); cost.defined())
            result.relaxedCost = cost.item<double>();
        result.epoch = m_state.epochsDone;
        result.seconds = secondsSince(start);
        saveCheckpoint(m_setup.checkpoint, m_state, m_model, m_optimisers);
        sendLast(m_setup.checkpoint);
    }

    /// After few steps the running statistics are those of earlier weights, or what they began with, and a batch of few
    /// images says little of the others. A deep network multiplies that from layer to layer, up to infinity. Images
    /// enough for one pass tell what the statistics are.
    void settleStatistics()
    {
        const std::vector<int> &train = m_setup.split.train;
        if (!m_isNormalised || (m_state.epochsDone * m_batches >= fewSteps && train.size() > fewImages))
            return;
        torch::NoGradGuard frozen;
        const std::vector<int> sample = data::stratifiedSubset(
            m_setup.images.labels, train, static_cast<int>(fewImages), deriveSeed(m_setup.seed, StatisticsPurpose));
        m_model.logits(m_source.make(sample, {}, 0).images, Mode::EstimatingStatistics);
    }

    /// Sends the last epoch again, as the host may have been gone between the checkpoint and the event. False if there
    /// is no checkpoint, or none that can be used: then the phase starts again, as one must not cost the run.
    bool resume()
    {
        if (m_setup.resumeFrom.empty())
            return false;
        try {
            m_state = loadCheckpoint(m_setup.resumeFrom, m_model, m_optimisers);
        } catch (const Error &error) {
            m_session.send(
                protocol::Log{"warning", "The phase " + m_setup.phase +
                                             " starts again, because its checkpoint cannot be used: " + error.what()});
            return false;
        }
        sendLast(m_setup.resumeFrom);
        return true;
    }

    void sendLast(const std::filesystem::path &checkpoint)
    {
        m_state.last.phase = m_setup.phase;
        m_state.last.epochs = m_setup.schedule.epochs;
        m_state.last.checkpoint = checkpoint.string();
        if (m_setup.splits)
            m_state.last.splits = m_setup.splits();
        m_session.send(m_state.last);
    }

    protocol::EpochFinished trainEpoch(Clock::time_point start)
    {
        const protocol::Schedule &schedule = m_setup.schedule;
        const int epoch = m_state.epochsDone;
        const std::vector<int> order =
            data::epochOrder(m_setup.split.train, deriveSeed(m_setup.seed, OrderPurpose), epoch);
        const auto batchSize = static_cast<std::size_t>(m_batchSize);
        const std::uint64_t augmentationSeed = deriveSeed(deriveSeed(m_setup.seed, AugmentationPurpose), epoch);
        const torch::TensorOptions onDevice(m_setup.device);
        Tensor lossSum = torch::zeros({}, onDevice.dtype(torch::kFloat64));
        Tensor correct = torch::zeros({}, onDevice.dtype(torch::kInt64));
        Clock::time_point reported = start;
        BatchStream batches(m_batches, [&](int index) {
            const std::span<const int> images(order.data() + batchSize * static_cast<std::size_t>(index), batchSize);
            return m_source.make(images, schedule.augment ? m_setup.augmentation : data::Augmentation{},
                                 augmentationSeed);
        });
        for (int index = 0; index < m_batches; ++index) {
            if (!m_session.proceed())
                throw StoppedByHost();
            m_model.follow(m_session, m_setup.steering, m_setup.phase, epoch + 1);
            const Batch batch = batches.next();
            lossSum += trainingStep(m_model, m_optimisers, batch.images, batch.labels, m_model.strength(),
                                    rateFactor(schedule, epoch, index, m_batches), m_mode, &correct);
            if (secondsSince(reported) > progressInterval_s) {
                reported = Clock::now();
                report(index + 1, lossSum, start);
            }
        }
        const double loss = finite(lossSum.item<double>() / m_batches);
        const double trained = static_cast<double>(batchSize) * m_batches;
        protocol::EpochFinished result;
        result.loss = loss;
        result.trainAccuracy = static_cast<double>(correct.item<std::int64_t>()) / trained;
        return result;
    }

    void report(int batchesDone, const Tensor &lossSum, Clock::time_point start)
    {
        protocol::Progress progress;
        progress.phase = m_setup.phase;
        progress.epoch = m_state.epochsDone + 1;
        progress.epochs = m_setup.schedule.epochs;
        progress.batch = batchesDone;
        progress.batches = m_batches;
        progress.imagesPerSecond = batchesDone * m_batchSize / secondsSince(start);
        progress.loss = finite(lossSum.item<double>() / batchesDone);
        m_session.send(progress);
    }

    double finite(double loss) const
    {
        if (!std::isfinite(loss))
            throw Error("The loss became infinite or undefined in epoch " + std::to_string(m_state.epochsDone + 1) +
                            " of " + m_setup.phase + "; lower the learning rate (now " +
                            std::to_string(m_setup.schedule.learningRate) + ").",
                        ErrorKind::RunFailed);
        return loss;
    }

    double validationAccuracy() { return evaluate(m_model, m_source, m_setup.split.validation, m_session).accuracy(); }

    Tensor costOnly()
    {
        torch::NoGradGuard frozen;
        return m_model.cost();
    }

    bool keepIfBest(double accuracy)
    {
        if (accuracy <= m_state.bestAccuracy)
            return false;
        m_state.bestAccuracy = accuracy;
        m_state.bestEpoch = m_state.epochsDone;
        if (m_setup.selection != Selection::Last) {
            m_state.best.clear();
            for (const StateTensor &each : m_model.state())
                m_state.best.push_back(each.tensor.detach().clone());
        }
        return true;
    }

    void restoreBest()
    {
        torch::NoGradGuard frozen;
        const std::vector<StateTensor> tensors = m_model.state();
        for (std::size_t i = 0; i < tensors.size(); ++i)
            tensors[i].tensor.copy_(m_state.best[i]);
    }

    bool patienceIsOver() const
    {
        return m_setup.schedule.patience > 0 && m_state.epochsDone - m_state.bestEpoch >= m_setup.schedule.patience;
    }

    /// True between two cycles if the last has lifted the accuracy by less than half its standard error, or 0.3 %.
    bool lastCycleWasNoise() const
    {
        const protocol::Schedule &schedule = m_setup.schedule;
        if (schedule.cycles < 2 || m_state.epochsDone == 0 || m_state.epochsDone % epochsPerCycle(schedule) != 0)
            return false;
        const double accuracy = m_state.bestAccuracy;
        const auto images = static_cast<double>(std::max<std::size_t>(m_setup.split.validation.size(), 1));
        const double noise = std::max(leastProgress, std::sqrt(accuracy * (1 - accuracy) / images) / 2);
        return accuracy - m_state.bestBeforeCycle < noise;
    }

    SteeredModel m_model;
    const TrainingSetup &m_setup;
    Session &m_session;
    Optimisers m_optimisers;
    const BatchSource m_source;
    const Mode m_mode;
    const int m_batchSize;
    const int m_batches;
    const bool m_isNormalised;
    TrainingState m_state;
};

} // namespace

data::Split splitFor(const protocol::Schedule &schedule, const data::Images &images, std::uint64_t seed)
{
    const std::vector<int> chosen = data::stratifiedSubset(images.labels, allIndices(images), schedule.trainImages,
                                                           deriveSeed(seed, SubsetPurpose), leastOfEachClass);
    std::vector<std::int32_t> labels;
    for (const int index : chosen)
        labels.push_back(images.labels[static_cast<std::size_t>(index)]);
    data::Split split = data::stratifiedSplit(labels, schedule.validationFraction, deriveSeed(seed, SplitPurpose));
    for (std::vector<int> *part : {&split.train, &split.validation})
        for (int &index : *part)
            index = chosen[static_cast<std::size_t>(index)];
    return split;
}

int batchSizeFor(const protocol::Schedule &schedule, std::size_t trainImages)
{
    if (trainImages < leastBatch)
        throw Error("There are " + std::to_string(trainImages) + " training images; training needs " +
                    std::to_string(leastBatch) + " or more.");
    return static_cast<int>(std::min<std::size_t>(std::max(schedule.batchSize, leastBatch), trainImages));
}

double train(TrainableModel &model, const TrainingSetup &setup, Session &session)
{
    keepFreedMemory();
    return PhaseTraining(model, setup, session).run();
}

Mode trainingMode(const protocol::Schedule &schedule, torch::Device device, const std::string &phase, Session &session)
{
    const bool isAutomatic = schedule.precision == protocol::Precision::Automatic;
    if (schedule.precision == protocol::Precision::Full || (isAutomatic && !device.is_cpu()))
        return Mode::Training;
    if (hasFastMixedPrecision(device))
        return Mode::MixedTraining;
    if (isAutomatic)
        return Mode::Training;
    const bool isLater = phase == protocol::nameOf(protocol::TaskKind::Search) ||
                         phase == protocol::nameOf(protocol::TaskKind::Finetune);
    session.send(protocol::Log{isLater ? "info" : "warning",
                               std::string("This ") + (device.is_cpu() ? "processor" : "GPU") +
                                   " has no fast bfloat16 arithmetic: full precision instead of mixed."});
    return Mode::Training;
}

Tensor trainingStep(TrainableModel &model, Optimisers &optimisers, const Tensor &images, const Tensor &labels,
                    double strength, double rateFactor, Mode mode, Tensor *correct)
{
    const Tensor logits = model.logits(images, mode);
    Tensor loss = torch::cross_entropy_loss(logits, labels);
    const Tensor taskLoss = loss.detach();
    if (strength > 0)
        if (const Tensor cost = model.cost(); cost.defined())
            loss = loss + strength * cost;
    loss.backward();
    optimisers.step(rateFactor);
    if (correct) {
        torch::NoGradGuard frozen;
        *correct += (logits.argmax(1) == labels).sum();
    }
    return taskLoss;
}

Optimisers optimisersFor(TrainableModel &model, const protocol::Schedule &schedule)
{
    TrainableGroups groups;
    for (const StateTensor &each : model.state()) {
        switch (each.role) {
        case Role::Weight:
            groups.weights.push_back(each.tensor);
            break;
        case Role::Mixing:
            groups.mixing.push_back(each.tensor);
            break;
        case Role::Scale:
            groups.scales.push_back(each.tensor);
            break;
        case Role::Statistic:
            break;
        }
    }
    return Optimisers(groups, schedule);
}

} // namespace odimo::learn
