// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/provenance_table.h"

#include "core/base/visible_text.h"

namespace odimo::report {

namespace {

std::string hardwareOf(const protocol::Hello &worker)
{
    const std::string &name = worker.device == "cuda" ? worker.accelerator : worker.processor;
    return name.empty() ? worker.device : name;
}

std::string programOf(const protocol::Hello &worker)
{
    return worker.version + (worker.commit.empty() ? "" : " (" + worker.commit + ")");
}

Table executionsTable(const std::vector<project::Execution> &executions)
{
    Table table{.columns = {{.title = "phase", .align = Align::Left},
                            {.title = "worker", .align = Align::Left, .isName = true},
                            {.title = "LibTorch", .align = Align::Left},
                            {.title = "host", .align = Align::Left, .isName = true},
                            {.title = "on", .align = Align::Left, .isName = true},
                            {.title = "threads"},
                            {.title = "finished (UTC)", .align = Align::Left}},
                .rows = {}};
    for (const project::Execution &each : executions) {
        Row row;
        for (const std::string &text :
             {each.phase, programOf(each.worker), each.worker.torch, each.worker.host, hardwareOf(each.worker),
              std::to_string(each.worker.threads), each.finishedAt.empty() ? "interrupted" : each.finishedAt})
            row.cells.push_back({.text = visibleLine(text)});
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

void addProvenance(Document &document, const RunDetail &detail)
{
    if (detail.executions.empty() && !detail.repetition)
        return;
    document.blocks.push_back(Heading{.level = 3, .text = "Who computed it"});
    if (!detail.executions.empty()) {
        document.blocks.push_back(executionsTable(detail.executions));
        document.blocks.push_back(
            Paragraph{.text = visibleLine("Images and labels that it read, SHA-256: " + detail.executions.back().data),
                      .tone = Tone::Note});
    }
    if (detail.repetition)
        document.blocks.push_back(Paragraph{.text = visibleLine("Computed again on " + detail.repetition->at + ": " +
                                                                project::nameOf(detail.repetition->verdict) + ". " +
                                                                detail.repetition->explanation)});
}

} // namespace odimo::report
