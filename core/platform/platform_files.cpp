// SPDX-License-Identifier: Apache-2.0
#include "core/platform/platform_files.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/list_text.h"
#include "core/platform/layout_mode.h"
#include "core/platform/left_out.h"

#include <algorithm>

namespace odimo::platform {

std::vector<std::string> platformNames()
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(resourcePath("platforms"))) {
        if (entry.path().extension() == ".json")
            names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

Platform loadPlatform(const std::string &nameOrPath)
{
    if (nameOrPath.ends_with(noneSuffix))
        return withNone(loadPlatform(nameOrPath.substr(0, nameOrPath.size() - noneSuffix.size())));
    if (std::filesystem::path(nameOrPath).extension() == ".json")
        return platformFromText(readText(nameOrPath), nameOrPath);

    std::string known;
    for (const std::string &name : platformNames()) {
        if (name == nameOrPath)
            return platformFromText(readText(resourcePath("platforms/" + name + ".json")), name + ".json");
        addToList(known, name);
    }
    throw Error("there is no platform \"" + nameOrPath + "\"; known: " + known +
                "; or give the path of a .json file; each may be "
                "followed by +none");
}

std::optional<std::string> platformLike(const Platform &platform, const std::string &name)
{
    const std::string behind = std::ranges::any_of(platform.units, leavesOut) ? std::string(noneSuffix) : "";
    std::vector<std::string> names = platformNames();
    for (std::string &each : names)
        each += behind;
    std::ranges::stable_partition(names, [&](const std::string &each) { return each == name; });
    const Platform asked = withLayout(platform, LayoutMode::Paper); // The mode is chosen beside the platform.
    const auto found = std::ranges::find_if(names, [&](const std::string &each) {
        return countSame(withLayout(loadPlatform(each), LayoutMode::Paper), asked);
    });
    return found == names.end() ? std::nullopt : std::optional(*found);
}

} // namespace odimo::platform
