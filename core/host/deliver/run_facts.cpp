// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/run_facts.h"

#include "core/base/json_reader.h"
#include "core/platform/layout_mode.h"
#include "core/project/run_title.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

Json accuracyToJson(const project::Run &run)
{
    const std::optional<project::Measurement> test = run.test();
    if (!test)
        return nullptr;
    const mapping::Interval interval = mapping::accuracyInterval(test->correct, test->total);
    return {{"value", test->accuracy()},
            {"interval", {interval.low, interval.high}},
            {"correct", test->correct},
            {"total", test->total},
            {"numerics", test->numerics}};
}

} // namespace

Json factsOf(const project::Run &run, const project::Project &project)
{
    const project::Setup &setup = project.setup();
    return {{"run", run.id},
            {"kind", nameOf(run.kind)},
            {"title", titleOf(run)},
            {"network", setup.networkName},
            {"data", setup.data},
            {"classes", setup.classes},
            {"platform", setup.platform.name},
            {"layout", platform::nameOf(platform::layoutModeOf(setup.platform))},
            {"objective", mapping::objectiveName(run.objective)},
            {"strength", run.strength ? Json(*run.strength) : Json(nullptr)},
            {"accuracy", accuracyToJson(run)},
            {"findings", project::findingsOf(project.log(), run)},
            {"seed", run.seed},
            {"settings", run.settings.empty() ? Json(nullptr)
                                              : parseJson(run.settings, "settings of run " + std::to_string(run.id))},
            {"provenance", setup.provenance}};
}

} // namespace odimo::host
