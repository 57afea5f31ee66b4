// SPDX-License-Identifier: Apache-2.0
#include "core/platform/explained_cost.h"

namespace odimo::platform {

Explanation explanationOf(const CostModel &model, const LayerGeometry &layer, int channels)
{
    const auto *explained = dynamic_cast<const ExplainedCost *>(&model);
    if (explained && channels > 0)
        return explained->explained(layer, channels);
    const Formula stated{{"as the cost model states: "}, named("channels", channels)};
    return {.terms = {{.name = {"cycles"},
                       .formula = channels == 0 ? Formula{{"no channels"}} : stated,
                       .value = model.cycles(layer, channels),
                       .unit = "cycles"}},
            .source = {}};
}

} // namespace odimo::platform
