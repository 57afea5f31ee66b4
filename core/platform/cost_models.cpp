// SPDX-License-Identifier: Apache-2.0
#include "core/platform/cost_models.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

namespace odimo::platform {

// A cost model stands in the file of its name.
CostModelFactory makeDarksideCluster, makeDarksideDwe, makeDianaAnalog, makeDianaDigital, makeGap8, makeMacArray,
    makeNe16, makeProductRate;

const std::vector<CostModelEntry> &costModels()
{
    static const std::vector<CostModelEntry> entries = {
        {"diana_digital", 8, 8, makeDianaDigital},
        {"diana_analog", 2, 2, makeDianaAnalog},
        {"darkside_cluster", 8, 8, makeDarksideCluster},
        {"darkside_dwe", 8, 8, makeDarksideDwe},
        {"gap8", 8, 8, makeGap8},
        {"mac_array", 2, 8, makeMacArray},
        {"ne16", 2, 8, makeNe16},
        {"product_rate", 2, 8, makeProductRate},
    };
    return entries;
}

const CostModelEntry &costModelNamed(const std::string &name, const std::string &where)
{
    std::string names;
    for (const CostModelEntry &entry : costModels()) {
        if (entry.name == name)
            return entry;
        addToList(names, entry.name);
    }
    throw Error(where + " is \"" + name + "\", which is no cost model; known: " + names);
}

} // namespace odimo::platform
