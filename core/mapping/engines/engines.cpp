// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/engines/engines.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/mapping/engines/proposals.h"

namespace odimo::mapping {

const std::vector<Engine> &engines()
{
    static const std::vector<Engine> table = {
        {"instant", "The exact front of a sensitivity analysis, refined by fine-tuning (default)", proposeExactFront},
        {"odimo", "The published gradient search: one training for each strength", {}},
        {"nsga2", "A genetic search on the same predicted penalties, for comparison", proposeByNsga2},
        {"weight-count", "The exact front if every weight mattered alike, for comparison", proposeByWeightCount},
        {"random", "Random splits of random channels, for comparison", proposeAtRandom},
    };
    return table;
}

const Engine &engineNamed(const std::string &name)
{
    std::string names;
    for (const Engine &engine : engines()) {
        if (engine.name == name)
            return engine;
        addToList(names, engine.name);
    }
    throw Error("there is no engine \"" + name + "\"; choose one of " + names);
}

} // namespace odimo::mapping
