// SPDX-License-Identifier: Apache-2.0
// An array of multiply-accumulate units that holds a filter in each column. Columns may hold filters of different units
// side by side, so that each unit takes its share of a pass and no rest (docs/platforms.md#cost-models).
#include "core/platform/cost_models.h"

#include "core/platform/cost_formulas.h"
#include "core/platform/quantities.h"

namespace odimo::platform {

namespace {

class MacArray : public CostModel {
public:
    MacArray(int rows, int columns) : m_rows(rows), m_columns(columns) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        const double products = static_cast<double>(layer.kernelX) * layer.kernelY * layer.inChannels / layer.groups;
        return static_cast<double>(channels) / m_columns * blocks(products, m_rows) * layer.outX * layer.outY;
    }

    std::optional<std::string> refusal(const LayerGeometry &) const override { return std::nullopt; }

private:
    int m_rows;    ///< Products of a filter in a cycle.
    int m_columns; ///< Filters at once.
};

} // namespace

std::shared_ptr<const CostModel> makeMacArray(JsonReader &constants, const NumericFormat &)
{
    const int rows = constants.integer("rows", 1, mostAtOnce);
    return std::make_shared<MacArray>(rows, constants.integer("columns", 1, mostAtOnce));
}

} // namespace odimo::platform
