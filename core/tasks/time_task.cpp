// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/calibration.h"
#include "core/learn/model/kept_memory.h"
#include "core/learn/model/trained_models.h"
#include "core/learn/train/optimisers.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/tasks/memory_peak.h"
#include "core/tasks/relaxed_cost.h"
#include "core/tasks/task_context.h"

#include <algorithm>
#include <chrono>

namespace odimo::tasks {

namespace {

constexpr double timedStrength = 1; // Any above 0: a search step without its cost would be timed too short.
constexpr double timedRate = 1e-3;  // Of the schedule's: random labels must not make the weights diverge.

using Clock = std::chrono::steady_clock;
constexpr int leastUntimed = 2;
constexpr int stepsToPeak = 3; // The first makes the optimiser's memory.
constexpr auto leastUntimedTime = std::chrono::milliseconds(1000);

/// One network in training, timed step by step.
class TimedTraining {
public:
    TimedTraining(std::unique_ptr<learn::TrainableModel> model, const protocol::Task &task, learn::Mode mode)
        : m_model(std::move(model)), m_optimisers(learn::optimisersFor(*m_model, task.schedule)), m_mode(mode)
    {
    }

    /// One step; the time it took, in ms.
    double step(const torch::Tensor &images, const torch::Tensor &labels)
    {
        const Clock::time_point start = Clock::now();
        const torch::Tensor loss =
            learn::trainingStep(*m_model, m_optimisers, images, labels, timedStrength, timedRate, m_mode);
        loss.item<float>(); // waits for a GPU
        return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    }

    /// A step that counts. The one before it brings back what the other networks have displaced from the caches: in a
    /// real training there are none.
    void measure(const torch::Tensor &images, const torch::Tensor &labels)
    {
        step(images, labels);
        m_times_ms.push_back(step(images, labels));
    }

    double median_ms()
    {
        const auto middle = m_times_ms.begin() + static_cast<std::ptrdiff_t>(m_times_ms.size() / 2);
        std::nth_element(m_times_ms.begin(), middle, m_times_ms.end());
        return *middle;
    }

private:
    std::unique_ptr<learn::TrainableModel> m_model;
    learn::Optimisers m_optimisers;
    learn::Mode m_mode;
    std::vector<double> m_times_ms;
};

/// The three kinds of training of one network.
struct Kinds {
    const protocol::Task &task;
    torch::Device device;
    learn::Mode mode;
    network::Model model;
    mapping::TrainedNetwork folded;
    mapping::CostTable table;

    Kinds(const protocol::Task &ofTask, torch::Device onDevice, learn::Mode inMode, const torch::Tensor &images)
        : task(ofTask), device(onDevice),
          mode(inMode), model{task.network, network::initialise(task.network, task.seed)},
          folded{network::simplify(model), std::nullopt, std::nullopt},
          table(mapping::makeCostTable(folded.model.network, task.platform))
    {
        const learn::NetworkTensors tensors = learn::toTorch(folded.model.network, folded.model.parameters, device);
        folded.quantisation = learn::calibrate(folded.model.network, tensors, table, {images});
    }

    TimedTraining floating() const { return {std::make_unique<learn::FloatModel>(model, device), task, mode}; }

    TimedTraining search() const
    {
        auto searched = quantised(folded);
        searched->setCost(relaxedCost(table, task.objective, task.costRule));
        return {std::move(searched), task, mode};
    }

    TimedTraining finetuning() const
    {
        mapping::TrainedNetwork mapped = folded;
        mapped.mapping = mapping::cheapestMapping(table, task.objective);
        return {quantised(mapped), task, mode};
    }

private:
    std::unique_ptr<learn::QuantisedModel> quantised(const mapping::TrainedNetwork &network) const
    {
        return std::make_unique<learn::QuantisedModel>(network, table, learn::scaleTraining(task.schedule), device);
    }
};

using MakeTraining = TimedTraining (Kinds::*)() const;
constexpr MakeTraining kinds[] = {&Kinds::floating, &Kinds::search, &Kinds::finetuning};

/// The peak of the process while one training alone is alive. That of a GPU is not the process's.
double peakOf_MB(TimedTraining training, const torch::Tensor &images, const torch::Tensor &labels)
{
    if (images.is_cuda() || !restartMemoryPeak())
        return 0;
    for (int step = 0; step < stepsToPeak; ++step)
        training.step(images, labels);
    return memoryPeak_MB();
}

} // namespace

/// Interleaves float (BatchNorm), search and fine-tune steps on random images.
void timeSteps(const protocol::Task &task, learn::Session &session)
{
    learn::keepFreedMemory();
    const torch::Device device = learn::deviceNamed(task.device);
    torch::manual_seed(task.seed);
    const network::Shape shape = task.network.inputShape();
    const torch::Tensor images = torch::rand({task.schedule.batchSize, shape.height, shape.width, shape.channels})
                                     .permute({0, 3, 1, 2})
                                     .to(device);
    const torch::Tensor labels =
        torch::randint(task.network.classes(), {task.schedule.batchSize}, torch::kInt64).to(device);
    const Kinds made(task, device, learn::trainingMode(task.schedule, device, "time", session), images);
    session.send(protocol::PhaseStarted{"time", task.repetitions, task.schedule.batchSize});
    const auto mayProceed = [&session] {
        if (!session.proceed())
            throw learn::StoppedByHost();
    };
    std::vector<double> peaks_MB;
    for (const MakeTraining kind : kinds) {
        mayProceed();
        peaks_MB.push_back(peakOf_MB((made.*kind)(), images, labels));
    }
    std::vector<TimedTraining> trainings;
    for (const MakeTraining kind : kinds)
        trainings.push_back((made.*kind)());
    const auto forAll = [&](const auto &act) {
        for (TimedTraining &training : trainings) {
            mayProceed();
            act(training);
        }
    };
    // Until kernels are chosen, memory is mapped and the processor is awake.
    const Clock::time_point start = Clock::now();
    for (int untimed = 0; untimed < leastUntimed || Clock::now() - start < leastUntimedTime; ++untimed)
        forAll([&](TimedTraining &training) { training.step(images, labels); });
    for (int repetition = 0; repetition < task.repetitions; ++repetition)
        forAll([&](TimedTraining &training) { training.measure(images, labels); });
    const double wholePeak_MB = std::max(memoryPeak_MB(), *std::ranges::max_element(peaks_MB));
    session.send(protocol::StepTimes{trainings[0].median_ms(), trainings[1].median_ms(), trainings[2].median_ms(),
                                     wholePeak_MB, peaks_MB[0], peaks_MB[1], peaks_MB[2]});
}

} // namespace odimo::tasks
