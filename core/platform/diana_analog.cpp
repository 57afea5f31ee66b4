// SPDX-License-Identifier: Apache-2.0
// The analog in-memory array of DIANA: weights are loaded row by row, then each array operation yields all columns for
// one or more neighbouring pixels, whose copies of the weights stand side by side. Formula: ODiMO's model_diana.py
// (docs/diana.md 4.2).
#include "core/platform/cost_models.h"

#include "core/base/error.h"
#include "core/platform/explained_cost.h"
#include "core/platform/published_cost.h"
#include "core/platform/quantities.h"

#include <algorithm>
#include <cmath>

namespace odimo::platform {

namespace {

struct AnalogArray {
    int rows;
    int columns;
    int channelsPerOperation; ///< Input channels that one operation sums.
    int channelGranularity;   ///< Fewer input channels take as many rows as this many.
    int mostPixelsAtOnce;     ///< The pixels at once are a power of two up to this.
    double loadCyclesPerRow;  ///< Of weights.
    double operationCycles;
};

class DianaAnalog : public CostModel, public PublishedCost, public ExplainedCost {
public:
    explicit DianaAnalog(const AnalogArray &array) : m_array(array) {}

    double cycles(const LayerGeometry &layer, int channels) const override
    {
        if (channels == 0)
            return 0;
        return loadCycles(layer) + operationCycles(layer, channels, std::ceil(double(channels) / m_array.columns));
    }

    Explanation explained(const LayerGeometry &layer, int channels) const override
    {
        const double loads = std::ceil(double(channels) / m_array.columns);
        const double rows = rowLoads(layer);
        const double pixels = pixelsAtOnce(layer, channels);
        const double load = loadCycles(layer);
        const double operations = operationCycles(layer, channels, loads);
        const Formula weights = {named("input channels", layer.inChannels), named("kernel height", layer.kernelX),
                                 named("kernel width", layer.kernelY)};
        return {.terms = {{{"loading weights"},
                           joined(Formula{named("cycles per row", m_array.loadCyclesPerRow)} + weights, " * "),
                           load,
                           "cycles"},
                          {{"column loads"},
                           {{"ceil("}, named("channels", channels), {" / "}, constant(m_array.columns), {")"}},
                           loads,
                           "loads"},
                          {{"row loads"},
                           {{"ceil("},
                            named("input channels", layer.inChannels),
                            {" / "},
                            constant(m_array.channelsPerOperation),
                            {")"}},
                           rows,
                           "loads"},
                          {{"pixels at once"},
                           Formula{{"power of two for whose copies there is room: "}} +
                               joined(Formula{named("channels", channels)} + weights, " * ") +
                               Formula{{" in "}, constant(m_array.rows), {" * "}, constant(m_array.columns)},
                           pixels,
                           "pixels"},
                          {{"operations"},
                           joined({named("column loads", loads), named("row loads", rows),
                                   named("output height", layer.outX), named("output width", layer.outY)},
                                  " * ") +
                               Formula{{" / "},
                                       named("pixels at once", pixels),
                                       {" * "},
                                       named("cycles of one", m_array.operationCycles)},
                           operations,
                           "cycles"},
                          {{"cycles"},
                           joined({named("loading weights", load), named("operations", operations)}, " + "),
                           load + operations,
                           "cycles"}},
                .source = "ODiMO's model_diana.py (docs/diana.md 4.2)"};
    }

    PublishedCycles published(const LayerGeometry &layer, double channels) const override
    {
        const double whole = std::floor(channels);
        const double columnLoads = std::ceil(whole / m_array.columns);
        const double load = whole > 0 ? loadCycles(layer) : 0;
        return {load + operationCycles(layer, channels, columnLoads), operationCycles(layer, channels, 1)};
    }

    std::optional<std::string> refusal(const LayerGeometry &layer) const override
    {
        if (layer.groups == 1)
            return std::nullopt;
        return "groups must be 1, not " + std::to_string(layer.groups);
    }

private:
    double loadCycles(const LayerGeometry &layer) const
    {
        return m_array.loadCyclesPerRow * layer.inChannels * layer.kernelX * layer.kernelY;
    }

    double rowLoads(const LayerGeometry &layer) const
    {
        return std::ceil(double(layer.inChannels) / m_array.channelsPerOperation);
    }

    double operationCycles(const LayerGeometry &layer, double channels, double columnLoads) const
    {
        const double pixels = double(layer.outX) * layer.outY;
        return columnLoads * rowLoads(layer) * pixels / pixelsAtOnce(layer, channels) * m_array.operationCycles;
    }

    /// The largest power of two whose copies of the weights fit into the array; 1 always counts, as larger layers are
    /// cut.
    int pixelsAtOnce(const LayerGeometry &layer, double channels) const
    {
        const double channelRows = std::max(m_array.channelGranularity, layer.inChannels);
        const auto fits = [&](int pixels) {
            return pixels * channels <= m_array.columns &&
                   double(pixels + layer.kernelX - 1) * channelRows * layer.kernelY <= m_array.rows;
        };
        int pixels = m_array.mostPixelsAtOnce;
        while (pixels > 1 && !fits(pixels))
            pixels /= 2;
        return pixels;
    }

    AnalogArray m_array;
};

int powerOfTwo(JsonReader &constants, const char *field)
{
    const int value = constants.integer(field, 1, mostAtOnce);
    if ((value & (value - 1)) != 0)
        throw Error(constants.path(field) + " is " + std::to_string(value) + "; it must be a power of two");
    return value;
}

} // namespace

std::shared_ptr<const CostModel> makeDianaAnalog(JsonReader &constants, const NumericFormat &)
{
    return std::make_shared<DianaAnalog>(
        AnalogArray{.rows = constants.integer("rows", 1, mostAtOnce),
                    .columns = constants.integer("columns", 1, mostAtOnce),
                    .channelsPerOperation = constants.integer("input_channels_per_operation", 1, mostAtOnce),
                    .channelGranularity = constants.integer("least_input_channels", 1, mostAtOnce),
                    .mostPixelsAtOnce = powerOfTwo(constants, "most_pixels_at_once"),
                    .loadCyclesPerRow = constants.number("load_cycles_per_row", cyclesRange),
                    .operationCycles = constants.number("operation_cycles", cyclesRange)});
}

} // namespace odimo::platform
