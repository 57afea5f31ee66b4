// SPDX-License-Identifier: Apache-2.0
#include "core/project/run_title.h"

#include "core/base/number_text.h"

namespace odimo::project {

std::string titleOf(const std::optional<double> &strength, const std::string &baseline, const std::string &engine)
{
    if (!baseline.empty())
        return baseline;
    return strength ? "strength " + shortestText(*strength) : engine;
}

std::string titleOf(const Run &run)
{
    return run.kind == RunKind::Warmup ? "warm-up" : titleOf(run.strength, run.baseline, run.engine);
}

} // namespace odimo::project
