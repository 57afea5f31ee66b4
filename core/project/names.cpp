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

const char *nameOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Identical:
        return "identical";
    case Verdict::Equal:
        return "equal";
    case Verdict::Different:
        return "different";
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

Verdict verdictFromName(const std::string &name)
{
    for (const Verdict verdict : std::array{Verdict::Identical, Verdict::Equal, Verdict::Different})
        if (name == nameOf(verdict))
            return verdict;
    throw Error("\"" + name + "\" is no verdict of a repetition");
}

} // namespace odimo::project
