// SPDX-License-Identifier: Apache-2.0
// A project file into which a stranger's bytes were written: all of it can be read, or what is whole of it is rescued
// into a project that is sound, or an odimo::Error. The input is a list of changes: three bytes say where, one how long
// it is.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "core/platform/platform_files.h"
#include "core/project/integrity.h"
#include "core/project/project.h"
#include "core/project/rescue.h"

#include <algorithm>
#include <cstdlib>
#include <span>

using namespace odimo;
using namespace odimo::project;

namespace {

/// With something of all that a project keeps.
std::string wholeProject()
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "x.odimo";
    {
        Project project = Project::create(path, {.networkName = "resnet8",
                                                 .network = network::zooNetwork("resnet8:width=4,input=1x16x16"),
                                                 .data = "synthetic",
                                                 .classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
                                                 .platform = platform::loadPlatform("diana"),
                                                 .provenance = {{"host", "here"}}});
        Run run{.status = RunStatus::Done, .mapping = mapping::uniformMapping(project.costTable(), 0)};
        run.cost = mapping::costOf(project.costTable(), *run.mapping);
        const std::int64_t id = project.save(run);
        Epoch epoch{.run = id, .result = {}};
        epoch.result.phase = "search";
        epoch.result.epoch = epoch.result.epochs = 1;
        project.addEpoch(epoch);
        writeText(folder.path() / "weights", std::string(3000, 'w'));
        project.storeWeights(id, "tuned", folder.path() / "weights");
        project.saveExecution(Execution{.run = id, .phase = "search"});
        project.storeAnalysis(id, mapping::weightCountSensitivity(project.costTable()));
        project.storeDocument("plan", R"({"epochs":7})");
        project.addLog({.run = id, .at = "2026-01-01T00:00:00Z", .level = "info", .text = "done"});
    }
    return readText(path);
}

std::string changed(std::string file, std::span<const std::uint8_t> changes)
{
    constexpr std::size_t headBytes = 4;
    while (changes.size() > headBytes) {
        const std::size_t at = changes[0] + 256u * changes[1] + 65536u * changes[2];
        const auto bytes =
            changes.subspan(headBytes).first(std::min<std::size_t>(changes[3], changes.size() - headBytes));
        if (at < file.size())
            file.replace(at, bytes.size(), std::string(bytes.begin(), bytes.end()));
        changes = changes.subspan(headBytes + bytes.size());
    }
    return file;
}

void readAll(const std::filesystem::path &path)
{
    const Project project = Project::open(path, Access::ReadOnly);
    for (const Run &run : project.runs()) {
        project.epochs(run.id);
        project.analysis(run.id);
        project.executions(run.id);
        project.repetition(run.id);
        if (project.hasWeights(run.id, "tuned"))
            project.checkWeights(run.id, "tuned");
    }
    project.log();
    project.document("plan");
}

void rescueAll(const std::filesystem::path &path, const std::filesystem::path &rescued)
{
    rescue(path, rescued);
    if (!damageOf(rescued).empty())
        std::abort();
}

template <typename Work>
void unlessRefused(Work work)
{
    try {
        work();
    } catch (const Error &) {
        // What a bad file should give.
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const std::string whole = wholeProject();
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "x.odimo";
    writeText(path, changed(whole, {data, size}));
    unlessRefused([&] { readAll(path); });
    unlessRefused([&] { rescueAll(path, folder.path() / "rescued.odimo"); });
    return 0;
}
