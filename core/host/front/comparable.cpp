// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/comparable.h"

#include "core/platform/layout_mode.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

const char *nameOf(ComparedPart part)
{
    switch (part) {
    case ComparedPart::Network:
        return "network";
    case ComparedPart::Data:
        return "data";
    case ComparedPart::Layout:
        return "layout mode";
    case ComparedPart::Platform:
        return "platform";
    }
    return "";
}

} // namespace

std::vector<PartDifference> differentParts(const project::Setup &shown, const project::Setup &other)
{
    std::vector<PartDifference> differences;
    if (!(shown.network == other.network))
        differences.push_back({ComparedPart::Network, shown.networkName, other.networkName});
    if (shown.data != other.data || shown.classes != other.classes)
        differences.push_back({ComparedPart::Data, shown.data, other.data});
    const platform::LayoutMode here = platform::layoutModeOf(shown.platform);
    const platform::LayoutMode there = platform::layoutModeOf(other.platform);
    if (here != there)
        differences.push_back({ComparedPart::Layout, platform::nameOf(here), platform::nameOf(there)});
    const auto withoutLayout = [](const platform::Platform &platform) {
        return platform::withLayout(platform, platform::LayoutMode::Paper);
    };
    const bool countSame = here == there
                               ? platform::countSame(shown.platform, other.platform)
                               : platform::countSame(withoutLayout(shown.platform), withoutLayout(other.platform));
    if (!countSame)
        differences.push_back({ComparedPart::Platform, platform::titleWithArray(shown.platform),
                               platform::titleWithArray(other.platform)});
    return differences;
}

std::string textOf(const PartDifference &difference)
{
    const std::string concerned = !difference.concernsCosts()        ? "accuracies"
                                  : !difference.concernsAccuracies() ? "costs"
                                                                     : "accuracies and costs";
    const std::string there = (difference.there == difference.here ? "another " : "") + difference.there;
    return std::string("it is about the ") + nameOf(difference.part) + " " + there + ", not " + difference.here +
           ", so " + concerned + " cannot be compared";
}

Json toJson(const std::vector<PartDifference> &differences)
{
    Json document = Json::array();
    for (const PartDifference &each : differences)
        document.push_back(
            {{"part", nameOf(each.part)}, {"first", each.here}, {"second", each.there}, {"text", textOf(each)}});
    return document;
}

std::optional<std::string> whyNotComparable(const project::Setup &shown, const project::Setup &other)
{
    const std::vector<PartDifference> differences = differentParts(shown, other);
    return differences.empty() ? std::nullopt : std::optional(textOf(differences.front()));
}

} // namespace odimo::host
