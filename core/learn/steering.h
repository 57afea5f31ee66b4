// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/session.h"
#include "core/learn/trainee.h"

#include <string>

namespace odimo::learn {

/// Whether the host may change the strength while the phase runs.
enum class Steering { Fixed, Live };

/// A trainee with the strength of its cost, which belongs to the state: a resumed search goes on with what it was last.
class SteeredTrainee : public Trainee {
public:
    SteeredTrainee(Trainee &trainee, double strength);
    torch::Tensor logits(const torch::Tensor &images, Mode mode) override { return m_trainee.logits(images, mode); }
    torch::Tensor cost() override { return m_trainee.cost(); }
    std::vector<StateTensor> state() override;
    void beginEpoch(int epoch) override { m_trainee.beginEpoch(epoch); }

    double strength() const { return m_strength.item<double>(); }
    /// Takes what the host asks for and says so; `epoch` counts from 1. Where the phase cannot be steered, that is what
    /// it says.
    void follow(Session &session, Steering steering, const std::string &phase, int epoch);

private:
    Trainee &m_trainee;
    torch::Tensor m_strength; ///< One float64 in main memory.
};

/// Answers a strength that came too late with `reason`.
void refuseStrength(Session &session, const std::string &reason);

} // namespace odimo::learn
