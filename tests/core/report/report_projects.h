// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/host/deliver/receipts.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/settings.h"
#include "core/project/run_names.h"
#include "core/report/values/make_report.h"
#include "tests/core/project/samples.h"

#include <nlohmann/json.hpp>

namespace odimo::samples {

/// Text that is a mark, a command or a formula in some kind of report, and one that changes the direction of writing.
inline constexpr const char *hostileText =
    "=1+1 </title><script>alert(1)</script><img src=x onerror=y> \"q\" 'a' | `b` "
    "**c** [d](http://e) \\input{f} $g$ %h &amp; \xe2\x80\xae"
    "txt";

inline Json storedSettings()
{
    host::Settings settings;
    settings.network = "resnet8:width=4";
    settings.data = "synthetic";
    settings.restrictions.pins = {"conv1=digital"};
    return host::toJson(settings);
}

/// All channels on either unit measured and fine-tuned, one run failed; the second has a receipt.
struct MeasuredProject : NewProject {
    MeasuredProject()
    {
        project.save(tunedRun(project, "digital", 9000));
        project.save(tunedRun(project, "analog", 8970));
        project::Run failed;
        failed.engine = "instant";
        failed.status = project::RunStatus::Failed;
        failed.message = "The worker ended unexpectedly";
        project.save(failed);
        project.storeDocument(host::settingsDocument, storedSettings().dump());
        const protocol::Hello worker{
            .version = "0.1.0", .torch = "1.13.0", .device = "cpu", .threads = 2, .host = "box"};
        project.saveExecution(project::Execution{.run = 2,
                                                 .phase = "finetune",
                                                 .worker = worker,
                                                 .odimo = "0.1.0",
                                                 .data = "cd34",
                                                 .startedAt = "2026-01-15T10:00:00Z"});
        project.storeRepetition({.run = 2,
                                 .verdict = project::Verdict::Identical,
                                 .explanation = "89.70 % both times",
                                 .worker = worker,
                                 .at = "2026-01-16T10:00:00Z"});
        const deploy::Receipt receipt{
            .networkHash = "ab12",
            .targets = {{.target = "host", .verdict = deploy::Verdict::Pass, .tensors = 12},
                        {.target = "rv32", .verdict = deploy::Verdict::Skipped, .reason = "no compiler"}},
            .memory = deploy::PackageMemory{.weights = 1000, .activations = 2000, .l1 = 300}};
        project.storeDocument("receipt of run 2", deploy::toJson(receipt).dump());
    }
};

/// Every text that a project can hold is hostile, the names of layers included.
struct HostileProject {
    TemporaryFolder folder;
    std::filesystem::path path = folder.path() / "<b>x'$(touch y).odimo";
    project::Project project = project::Project::create(path, hostileSetup());

    HostileProject()
    {
        project::Run run = tunedRun(project, "digital", 9000);
        const std::int64_t digital = project.save(run);
        run = tunedRun(project, "analog", 8970);
        run.baseline = hostileText;
        run.message = hostileText;
        const std::int64_t analog = project.save(run);
        project::RunNames names;
        names[digital] = "=cmd()";
        names[analog] = hostileText;
        project::storeRunNames(project, names);
        project.addLog({analog, "2026-01-15T10:00:00Z", "finding", hostileText});
        Json settings = storedSettings();
        settings["network"] = settings["data"] = hostileText;
        project.storeDocument(host::settingsDocument, settings.dump());
        const deploy::Receipt receipt{
            .networkHash = hostileText,
            .targets = {{.target = hostileText, .verdict = deploy::Verdict::Fail, .reason = hostileText}},
            .memory = {}};
        project.storeDocument("receipt of run 2", deploy::toJson(receipt).dump());
    }

    static project::Setup hostileSetup()
    {
        project::Setup hostile = setup();
        network::Network renamed(hostileText, hostile.network.nodes().front().output);
        for (std::size_t node = 1; node < hostile.network.nodes().size(); ++node) {
            const network::Node &from = hostile.network.nodes()[node];
            renamed.add(from.name + hostileText, from.op, from.inputs, from.searched);
        }
        hostile.network = renamed;
        hostile.networkName = hostile.data = hostileText;
        hostile.classes.assign(10, hostileText);
        hostile.provenance = {{hostileText, hostileText}};
        return hostile;
    }
};

} // namespace odimo::samples
