// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/settings.h"

#include "core/base/error.h"
#include "core/platform/layout_mode.h"

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

mapping::Restrictions restrictionsOf(const RestrictionSettings &texts, const platform::Platform &platform)
{
    mapping::Restrictions restrictions{.mostLatency_ms = texts.mostLatency_ms,
                                       .mostEnergy_uJ = texts.mostEnergy_uJ,
                                       .leastAccuracy = texts.leastAccuracy};
    for (const std::string &pin : texts.pins)
        restrictions.pins.push_back(mapping::pinFromText(pin, platform));
    return restrictions;
}

platform::Platform platformOf(const Settings &settings)
{
    const platform::Platform platform = platform::loadPlatform(settings.platform);
    return platform::withLayout(platform, settings.layout.empty() ? platform::layoutModeOf(platform)
                                                                  : platform::layoutModeFromName(settings.layout));
}

const mapping::Engine &engineOf(const Settings &settings)
{
    if (!settings.engine.empty())
        return mapping::engineNamed(settings.engine);
    const bool trains = !settings.strengths.empty() || settings.startRun ||
                        settings.costRule == protocol::CostRule::Published ||
                        settings.style == protocol::QuantiserStyle::Published || settings.preset == "paper";
    return mapping::engineNamed(trains ? "odimo" : "instant");
}

bool needsTiming(const Settings &settings) { return settings.preset == "quick" && !settings.images; }

} // namespace odimo::host
