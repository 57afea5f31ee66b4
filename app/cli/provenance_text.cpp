// SPDX-License-Identifier: Apache-2.0
#include "app/cli/provenance_text.h"

#include "app/cli/run_text.h"
#include "app/cli/table.h"
#include "app/cli/visible_text.h"

namespace odimo::cli {

namespace {

std::string hardwareOf(const protocol::Hello &worker)
{
    const std::string &name = worker.device == "cuda" ? worker.accelerator : worker.processor;
    return visibleLine(name.empty() ? worker.device : name);
}

std::string programOf(const protocol::Hello &worker)
{
    return visibleLine(worker.version + (worker.commit.empty() ? "" : " (" + worker.commit + ")"));
}

} // namespace

std::string repetitionText(const project::Repetition &repetition)
{
    return std::string(project::nameOf(repetition.verdict)) + ": " + visibleLine(repetition.explanation);
}

std::string executionsText(const std::vector<project::Execution> &executions)
{
    if (executions.empty())
        return {};
    Table table({{"phase", Align::Left},
                 {"worker", Align::Left},
                 {"LibTorch", Align::Left},
                 {"host", Align::Left},
                 {"on", Align::Left},
                 {"threads"},
                 {"finished", Align::Left}});
    for (const project::Execution &each : executions)
        table.row({titleOfPhase(each.phase), programOf(each.worker), visibleLine(each.worker.torch),
                   visibleLine(each.worker.host), hardwareOf(each.worker), std::to_string(each.worker.threads),
                   each.finishedAt.empty() ? "interrupted" : visibleLine(each.finishedAt)});
    return "\n" + table.text() + "data " + visibleLine(executions.back().data) + " (SHA-256)\n";
}

} // namespace odimo::cli
