// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "core/project/project.h"
#include "tests/core/base/error_message.h"

namespace odimo::samples {

inline project::Setup setup()
{
    return {.networkName = "resnet8:width=4",
            .network = network::zooNetwork("resnet8:width=4,input=1x16x16,classes=10"),
            .data = "synthetic",
            .classes = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"},
            .platform = platform::loadPlatform("diana"),
            .provenance = {{"odimo", "0.1.0"}, {"host", "here"}}};
}

/// A fresh project in a folder of its own.
struct NewProject {
    TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "x.odimo";
    project::Project project = project::Project::create(path, setup());
};

inline mapping::Mapping mappingOn(const project::Project &project, const std::string &unit)
{
    return mapping::uniformMapping(project.costTable(), project.setup().platform.unitNamed(unit));
}

/// A fine-tuned run on one unit, with the costs of that mapping.
inline project::Run tunedRun(const project::Project &project, const std::string &unit, std::int64_t correct)
{
    project::Run run;
    run.kind = project::RunKind::Baseline;
    run.baseline = "all-" + unit;
    run.status = project::RunStatus::Done;
    run.mapping = mappingOn(project, unit);
    run.cost = mapping::costOf(project.costTable(), *run.mapping);
    run.measurements = {{{.split = "test", .numerics = "fake", .correct = correct, .total = 10000, .loss = 0.5}, {}}};
    return run;
}

inline project::Epoch epoch(std::int64_t run, const std::string &phase, int number)
{
    return {.run = run,
            .result = {.phase = phase,
                       .epoch = number,
                       .epochs = 100,
                       .loss = 1.0 / number,
                       .trainAccuracy = 0.5,
                       .validationAccuracy = 0.25,
                       .relaxedCost = 0.75,
                       .seconds = 1.5,
                       .checkpoint = {},
                       .best = number == 1}};
}

/// The same of a search, with its splits.
inline project::Epoch searchEpoch(const project::Project &project, std::int64_t run, int number)
{
    project::Epoch searched = epoch(run, "search", number);
    searched.result.splits = mapping::countsOf(mappingOn(project, number % 2 == 0 ? "digital" : "analog"), 2);
    return searched;
}

} // namespace odimo::samples
