// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/provenance_json.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

Json toJson(const protocol::Hello &worker)
{
    return {{"version", worker.version},     {"commit", worker.commit},          {"torch", worker.torch},
            {"device", worker.device},       {"threads", worker.threads},        {"host", worker.host},
            {"processor", worker.processor}, {"accelerator", worker.accelerator}};
}

} // namespace

Json toJson(const project::Execution &execution)
{
    return {{"phase", execution.phase},
            {"odimo", execution.odimo},
            {"worker", toJson(execution.worker)},
            {"data_sha256", execution.data},
            {"started_at", execution.startedAt},
            {"finished_at", execution.finishedAt.empty() ? Json(nullptr) : Json(execution.finishedAt)}};
}

Json toJson(const project::Repetition &repetition)
{
    return {{"run", repetition.run},
            {"verdict", project::nameOf(repetition.verdict)},
            {"explanation", repetition.explanation},
            {"worker", toJson(repetition.worker)},
            {"at", repetition.at}};
}

} // namespace odimo::host
