// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/learning_rate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace odimo::learn {

int epochsPerCycle(const protocol::Schedule &schedule)
{
    return std::max(1, (schedule.epochs + schedule.cycles - 1) / schedule.cycles);
}

double rateFactor(const protocol::Schedule &schedule, int epoch, int batch, int batchesPerEpoch)
{
    switch (schedule.decay) {
    case protocol::LearningRateDecay::Cosine: {
        const int epochs = epochsPerCycle(schedule);
        const double total = static_cast<double>(epochs) * batchesPerEpoch;
        const double rise = schedule.riseFraction * total;
        const double step = static_cast<double>(epoch % epochs) * batchesPerEpoch + batch;
        if (step < rise)
            return (step + 1) / (rise + 1);
        return 0.5 * (1 + std::cos(std::numbers::pi * (step - rise) / std::max(1.0, total - rise)));
    }
    case protocol::LearningRateDecay::Steps: {
        const auto passed = std::count_if(schedule.milestones.begin(), schedule.milestones.end(),
                                          [epoch](int milestone) { return milestone <= epoch; });
        return std::pow(schedule.stepFactor, static_cast<double>(passed));
    }
    }
    return 1;
}

} // namespace odimo::learn
