// SPDX-License-Identifier: Apache-2.0
#include "core/host/open_project.h"

#include "core/base/error.h"
#include "core/base/machine.h"
#include "core/base/version.h"
#include "core/host/plan/stored_plan.h"
#include "core/host/plan/validate.h"
#include "core/platform/layout_mode.h"
#include "core/platform/platform_files.h"
#include "core/project/earlier_schema.h"

#include <nlohmann/json.hpp>

#include <thread>

#include <unistd.h>

namespace odimo::host {

namespace {

struct LoadedData {
    data::DatasetSummary summary;
    std::string digest;
};

LoadedData loadData(const std::string &specification)
{
    const data::Dataset dataset = data::loadDataset(specification);
    return {data::summarise(dataset), data::digestOf(dataset)};
}

std::map<std::string, std::string> provenance(const Settings &settings)
{
    return {{"created", project::timestamp()},
            {"odimo", fullVersion()},
            {"host", hostName()},
            {"cores", std::to_string(std::thread::hardware_concurrency())},
            {"device", settings.device}};
}

void requireSame(const std::filesystem::path &path, bool same, const std::string &what, const std::string &there,
                 const std::string &asked)
{
    if (!same)
        throw Error(path.string() + " is about the " + what + " " + there + ", not " + asked, ErrorKind::BadInput,
                    Remedy::OtherProjectFile);
}

/// "diana (DIANA, 6-bit converters)"
std::string described(const platform::Platform &platform)
{
    return platform.name + " (" + platform::titleWithArray(platform) + ")";
}

/// Accuracies with and without converters never meet in one front.
void requireSamePlatform(const std::filesystem::path &path, const platform::Platform &there,
                         const platform::Platform &asked)
{
    if (platform::countSame(there, asked))
        return;
    const std::optional<std::string> like = platform::platformLike(there, there.name);
    if (!like && there.name == asked.name)
        throw Error(path.string() + " was made with an earlier description of the platform " + there.name +
                        ", which counts otherwise than that of today, so that results of both never meet in one front. "
                        "Its runs stay and can still be looked at, finished and measured; what is new needs a file of "
                        "its own",
                    ErrorKind::BadInput, Remedy::OtherProjectFile);
    throw Error(path.string() + " is about the platform " + described(there) + ", not " + described(asked) +
                    (like ? "; the platform " + *like + " goes on with it" : ""),
                ErrorKind::BadInput, Remedy::OtherProjectFile);
}

void checkInputs(const project::Project &project, const Settings &settings, const network::Network &network)
{
    const project::Setup &setup = project.setup();
    const platform::Platform platform = platformOf(settings);
    requireSame(project.path(), setup.data == settings.data, "data", setup.data, settings.data);
    requireSame(project.path(), setup.network == network, "network", setup.networkName, settings.network);
    const platform::LayoutMode stored = platform::layoutModeOf(setup.platform);
    const platform::LayoutMode asked = platform::layoutModeOf(platform);
    requireSame(project.path(), stored == asked, "layout mode", platform::nameOf(stored), platform::nameOf(asked));
    requireSamePlatform(project.path(), setup.platform, platform);
}

OpenProject resumed(const std::filesystem::path &path, Settings &settings)
{
    auto folder = std::filesystem::exists(path) ? std::make_unique<WorkFolder>(path) : nullptr;
    const bool isUpgraded = !project::plannedUpgrade(path).empty();
    project::Project project = project::Project::open(path, project::Access::ReadWrite);
    const std::optional<Settings> kept = storedSettings(project);
    if (!kept && !settings.chosen.empty())
        throw Error(path.string() + " has no exploration whose warm-up a mapping could start from", ErrorKind::BadInput,
                    Remedy::FirstExploration);
    if (!kept)
        throw Error(path.string() + " holds no exploration to resume", ErrorKind::BadInput, Remedy::NewExploration);
    Settings stored = *kept;
    const project::Setup &setup = project.setup();
    if (!settings.network.empty())
        requireSame(path, settings.network == setup.networkName, "network", setup.networkName, settings.network);
    if (!settings.data.empty())
        requireSame(path, settings.data == setup.data, "data", setup.data, settings.data);
    stored.executors = settings.executors;
    stored.worker = settings.worker;
    stored.jobs = settings.jobs;
    stored.oneProcess = settings.oneProcess;
    stored.chosen = settings.chosen;
    stored.resume = true;
    settings = stored;
    LoadedData data = loadData(settings.data);
    Inputs inputs{
        {setup.network}, std::move(data.summary), std::move(data.digest)}; // Given weights are in the project by now.
    return {std::move(folder), {}, std::move(project), std::move(inputs), isUpgraded};
}

} // namespace

OpenProject openProject(const std::filesystem::path &path, Settings &settings)
{
    if (settings.resume || !settings.chosen.empty())
        return resumed(path, settings);
    fitData(settings);
    LoadedData data = loadData(settings.data);
    Inputs inputs = validate(settings, std::move(data.summary));
    inputs.dataDigest = std::move(data.digest);
    project::requirePlace(path);
    auto folder = std::make_unique<WorkFolder>(path); // Before a look at the file: of two explorations, one makes it.
    if (std::filesystem::exists(path)) {
        const bool isUpgraded = !project::plannedUpgrade(path).empty();
        project::Project project = project::Project::open(path, project::Access::ReadWrite);
        checkInputs(project, settings, inputs.source.network);
        return {std::move(folder), {}, std::move(project), std::move(inputs), isUpgraded};
    }
    project::Project project = project::Project::create(path, {.networkName = settings.network,
                                                               .network = inputs.source.network,
                                                               .data = settings.data,
                                                               .classes = inputs.data.classes,
                                                               .platform = platformOf(settings),
                                                               .provenance = provenance(settings)});
    return {std::move(folder), NewFile(path), std::move(project), std::move(inputs), false};
}

void checkProjectFile(const std::filesystem::path &path, const Settings &settings, const network::Network &network)
{
    project::requirePlace(path);
    if (!std::filesystem::exists(path))
        return;
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    if (const std::string newer = project.newerVersion(); !newer.empty())
        throw Error(newer + " and can only be looked at", ErrorKind::BadInput, Remedy::OtherProjectFile);
    checkInputs(project, settings, network);
    if (isExplored(path))
        throw Error(path.string() + " is being explored by another program; wait for it or stop it first");
    if (access(path.c_str(), W_OK) != 0)
        throw Error(path.string() + " cannot be written; ask for the permission", ErrorKind::InputOutput,
                    Remedy::OtherProjectFile);
}

} // namespace odimo::host
