// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/comparable.h"

#include "core/platform/layout_mode.h"

namespace odimo::host {

namespace {

std::string difference(const std::string &what, const std::string &there, const std::string &here,
                       const std::string &consequence)
{
    return "it is about the " + what + " " + there + ", not " + here + ", so " + consequence + " cannot be compared";
}

} // namespace

std::optional<std::string> whyNotComparable(const project::Setup &shown, const project::Setup &other)
{
    if (!(shown.network == other.network))
        return difference("network",
                          other.networkName == shown.networkName ? "another " + other.networkName : other.networkName,
                          shown.networkName, "accuracies and costs");
    if (shown.data != other.data || shown.classes != other.classes)
        return difference("data", other.data, shown.data, "accuracies");
    const platform::LayoutMode there = platform::layoutModeOf(other.platform);
    const platform::LayoutMode here = platform::layoutModeOf(shown.platform);
    if (there != here)
        return difference("layout mode", platform::nameOf(there), platform::nameOf(here), "costs");
    if (!platform::countSame(shown.platform, other.platform))
        return difference("platform", platform::titleWithArray(other.platform),
                          platform::titleWithArray(shown.platform), "accuracies and costs");
    return std::nullopt;
}

} // namespace odimo::host
