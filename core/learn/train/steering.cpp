// SPDX-License-Identifier: Apache-2.0
#include "core/learn/train/steering.h"

namespace odimo::learn {

SteeredModel::SteeredModel(TrainableModel &model, double strength)
    : m_model(model), m_strength(torch::full({}, strength, torch::kFloat64))
{
}

std::vector<StateTensor> SteeredModel::state()
{
    std::vector<StateTensor> state = m_model.state();
    state.push_back({"strength", m_strength, Role::Statistic});
    return state;
}

void SteeredModel::follow(Session &session, Steering steering, const std::string &phase, int epoch)
{
    switch (steering) {
    case Steering::Live:
        if (const std::optional<double> wanted = session.newStrength()) {
            m_strength.fill_(*wanted);
            session.send(protocol::StrengthChanged{*wanted, epoch});
        }
        return;
    case Steering::Fixed:
        return refuseStrength(session, "The strength cannot be changed in the phase " + phase +
                                           "; only a running search can be steered.");
    }
}

void refuseStrength(Session &session, const std::string &reason)
{
    if (session.newStrength())
        session.send(protocol::Log{"warning", reason});
}

} // namespace odimo::learn
