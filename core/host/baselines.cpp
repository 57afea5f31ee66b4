// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/host/plan.h"

namespace odimo::host {

const char *nameOf(Baselines baselines)
{
    switch (baselines) {
    case Baselines::Preset:
        return "preset";
    case Baselines::All:
        return "all";
    case Baselines::None:
        return "none";
    }
    return "";
}

Baselines baselinesFromName(const std::string &name)
{
    for (const Baselines each : {Baselines::Preset, Baselines::All, Baselines::None})
        if (name == nameOf(each))
            return each;
    throw Error("\"" + name + "\" names no baselines; there are preset, all and none");
}

} // namespace odimo::host
