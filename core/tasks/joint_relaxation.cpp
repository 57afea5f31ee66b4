// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/relaxation.h"

namespace odimo::tasks {

using torch::Tensor;

namespace {

class JointRelaxation : public Relaxation {
public:
    explicit JointRelaxation(const std::vector<SharedLayer> &layers)
    {
        std::vector<std::vector<double>> cost;
        std::vector<double> channels, halfStep;
        for (const SharedLayer &layer : layers) {
            cost.push_back(layer.staircase.cost);
            channels.push_back(static_cast<double>(layer.channels()));
            halfStep.push_back(layer.staircase.stepWidth / 2);
        }
        m_cost = asRows(cost);
        m_channels = torch::tensor(channels, torch::kFloat64);
        m_halfStep = torch::tensor(halfStep, torch::kFloat64);
    }

    RelaxedCost at(const Tensor &n) const override
    {
        const Tensor low = (n - m_halfStep).clamp_min(0);
        const Tensor high = torch::minimum(n + m_halfStep, m_channels);
        return {costAt(n).sum(), (costAt(high) - costAt(low)) / (high - low)};
    }

    void moveTo(torch::Device device) override
    {
        for (Tensor *tensor : {&m_cost, &m_channels, &m_halfStep})
            *tensor = tensor->to(device);
    }

private:
    /// Linear between whole counts.
    Tensor costAt(const Tensor &n) const
    {
        const Tensor below = torch::minimum(n.floor(), m_channels - 1);
        const Tensor index = below.to(torch::kInt64).unsqueeze(1);
        const Tensor first = m_cost.gather(1, index).squeeze(1);
        const Tensor second = m_cost.gather(1, index + 1).squeeze(1);
        return first + (n - below) * (second - first);
    }

    Tensor m_cost;     ///< [L, n]
    Tensor m_channels; ///< [L]
    Tensor m_halfStep; ///< [L]: half the width of a step of the staircase.
};

} // namespace

std::unique_ptr<Relaxation> jointRelaxation(const std::vector<SharedLayer> &layers)
{
    return std::make_unique<JointRelaxation>(layers);
}

Tensor asRows(const std::vector<std::vector<double>> &tables)
{
    std::size_t longest = 0;
    for (const std::vector<double> &table : tables)
        longest = std::max(longest, table.size());
    const Tensor rows =
        torch::zeros({static_cast<std::int64_t>(tables.size()), static_cast<std::int64_t>(longest)}, torch::kFloat64);
    for (std::size_t i = 0; i < tables.size(); ++i)
        std::copy(tables[i].begin(), tables[i].end(), rows.data_ptr<double>() + i * longest);
    return rows;
}

} // namespace odimo::tasks
