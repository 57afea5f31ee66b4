// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/trainable_model.h"
#include "core/learn/train/session.h"

#include <string>

namespace odimo::learn {

/// Whether the host may change the strength while the phase runs.
enum class Steering { Fixed, Live };

/// A model with the strength of its cost, which belongs to the state: a resumed search goes on with what it was last.
class SteeredModel : public TrainableModel {
public:
    SteeredModel(TrainableModel &model, double strength);
    torch::Tensor logits(const torch::Tensor &images, Mode mode) override { return m_model.logits(images, mode); }
    torch::Tensor cost() override { return m_model.cost(); }
    std::vector<StateTensor> state() override;
    void beginEpoch(int epoch) override { m_model.beginEpoch(epoch); }

    double strength() const { return m_strength.item<double>(); }
    /// Takes what the host asks for and says so; `epoch` counts from 1. Where the phase cannot be steered, that is what
    /// it says.
    void follow(Session &session, Steering steering, const std::string &phase, int epoch);

private:
    TrainableModel &m_model;
    torch::Tensor m_strength; ///< One float64 in main memory.
};

/// Answers a strength that came too late with `reason`.
void refuseStrength(Session &session, const std::string &reason);

} // namespace odimo::learn
