// SPDX-License-Identifier: Apache-2.0
#include "core/platform/layout_mode.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::platform {

std::string layoutText(const Platform &platform)
{
    return platform.layout ? std::string(", ") + titleOf(platform.layout->mode) : "";
}

LayoutMode layoutModeOf(const Platform &platform)
{
    return platform.layout ? platform.layout->mode : LayoutMode::Paper;
}

Platform withLayout(const Platform &platform, LayoutMode mode)
{
    Json json = parseJson(platform.json, platform.name);
    if (!json.contains("layout")) {
        if (mode == LayoutMode::Paper)
            return platform;
        throw Error("the platform " + platform.name +
                    " does not say what layouts cost; add the object \"layout\" to its file");
    }
    Json &layout = json["layout"];
    if (mode != LayoutMode::Paper) {
        if (!layout.contains(nameOf(mode)))
            throw Error("the platform " + platform.name + " has no constants of the layout mode " + nameOf(mode));
        layout["mode"] = nameOf(mode);
    } else {
        json.erase("layout");
        for (Json &unit : json["units"])
            unit.erase("layout");
    }
    return platformFromText(json.dump(), platform.name);
}

} // namespace odimo::platform
