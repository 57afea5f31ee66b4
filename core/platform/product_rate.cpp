// SPDX-License-Identifier: Apache-2.0
// A core that computes so many products a cycle, whatever the layer: MPIC, whose rates are measured for each number of
// bits. Formula: PLiNIO's mpic_latency.py (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

constexpr NumberRange rateRange{1e-6, 1e9, "products a cycle"};

class ProductRate : public CostModel {
public:
    explicit ProductRate(double productsPerCycle) : m_productsPerCycle(productsPerCycle) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        const double products = static_cast<double>(layer.kernelX) * layer.kernelY * layer.inChannels / layer.groups;
        const double outputs = static_cast<double>(channels) * layer.outX * layer.outY;
        return outputs * (products + addedBias) / m_productsPerCycle;
    }

    std::optional<std::string> refusal(const LayerGeometry &) const override { return std::nullopt; }

private:
    /// The bias of an output takes as long as a product.
    static constexpr double addedBias = 1;

    double m_productsPerCycle;
};

} // namespace

std::shared_ptr<const CostModel> makeProductRate(JsonReader &constants, const NumericFormat &)
{
    return std::make_shared<ProductRate>(constants.number("products_per_cycle", rateRange));
}

} // namespace odimo::platform
