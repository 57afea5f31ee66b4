// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/named_files.h"

#include "core/data/dataset.h"
#include "core/data/specification.h"
#include "core/host/plan/network_source.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <filesystem>

namespace odimo::host {

namespace {

bool isDataOfThisProgram(const std::string &specification)
{
    const std::vector<std::string> names = data::datasetNames();
    return std::ranges::find(names, data::sourceOf(specification)) != names.end();
}

} // namespace

std::vector<std::string> filesNamedBy(const InputNames &names)
{
    std::vector<std::string> files;
    if (isNetworkFile(names.network))
        files.push_back(pathOfNetwork(names.network));
    if (!names.data.empty() && !isDataOfThisProgram(names.data))
        files.push_back(data::sourceOf(names.data));
    std::string platform = names.platform;
    if (platform.ends_with(platform::noneSuffix))
        platform.resize(platform.size() - platform::noneSuffix.size());
    if (std::filesystem::path(platform).extension() == ".json")
        files.push_back(platform);
    return files;
}

} // namespace odimo::host
