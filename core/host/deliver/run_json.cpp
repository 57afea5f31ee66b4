// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/run_json.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

Json textOrNull(const std::string &text) { return text.empty() ? Json(nullptr) : Json(text); }

Json workerToJson(const protocol::Hello &worker)
{
    return {{"version", worker.version},
            {"commit", textOrNull(worker.commit)},
            {"torch", worker.torch},
            {"device", worker.device},
            {"threads", worker.threads},
            {"host", textOrNull(worker.host)},
            {"processor", textOrNull(worker.processor)},
            {"accelerator", textOrNull(worker.accelerator)}};
}

template <typename Part>
Json listOf(const std::vector<Part> &parts)
{
    Json list = Json::array();
    for (const Part &part : parts)
        list.push_back(toJson(part));
    return list;
}

} // namespace

Json toJson(const project::Measurement &measured)
{
    const mapping::Interval interval = mapping::accuracyInterval(measured.correct, measured.total);
    return {{"phase", textOrNull(measured.phase)},
            {"split", measured.split},
            {"numerics", measured.numerics},
            {"correct", measured.correct},
            {"total", measured.total},
            {"accuracy", measured.accuracy()},
            {"accuracy_interval", {interval.low, interval.high}},
            {"loss", measured.loss}};
}

Json toJson(const project::Execution &execution)
{
    return {{"phase", execution.phase},          {"worker", workerToJson(execution.worker)},
            {"program", execution.odimo},        {"data_sha256", textOrNull(execution.data)},
            {"started_at", execution.startedAt}, {"finished_at", textOrNull(execution.finishedAt)}};
}

Json toJson(const project::Repetition &repetition)
{
    return {{"verdict", project::nameOf(repetition.verdict)},
            {"explanation", repetition.explanation},
            {"worker", workerToJson(repetition.worker)},
            {"at", repetition.at}};
}

Json toJson(const std::vector<project::Measurement> &measurements) { return listOf(measurements); }

Json toJson(const std::vector<project::Execution> &executions) { return listOf(executions); }

} // namespace odimo::host
