// SPDX-License-Identifier: Apache-2.0
#include "core/project/names.h"

#include "core/base/error.h"

#include <array>

namespace odimo::project {

const char *nameOf(RunKind kind)
{
    switch (kind) {
    case RunKind::Warmup:
        return "warmup";
    case RunKind::Search:
        return "search";
    case RunKind::Baseline:
        return "baseline";
    }
    return "";
}

const char *nameOf(RunStatus status)
{
    switch (status) {
    case RunStatus::Queued:
        return "queued";
    case RunStatus::Running:
        return "running";
    case RunStatus::Paused:
        return "paused";
    case RunStatus::Done:
        return "done";
    case RunStatus::Failed:
        return "failed";
    case RunStatus::Stopped:
        return "stopped";
    }
    return "";
}

RunKind runKindFromName(const std::string &name)
{
    for (const RunKind kind : std::array{RunKind::Warmup, RunKind::Search, RunKind::Baseline})
        if (name == nameOf(kind))
            return kind;
    throw Error("\"" + name + "\" is no kind of run");
}

RunStatus runStatusFromName(const std::string &name)
{
    using enum RunStatus;
    for (const RunStatus status : std::array{Queued, Running, Paused, Done, Failed, Stopped})
        if (name == nameOf(status))
            return status;
    throw Error("\"" + name + "\" is no state of a run");
}

} // namespace odimo::project
