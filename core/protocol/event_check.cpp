// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/event_check.h"

#include "core/base/files.h"
#include "core/network/passes.h"

namespace odimo::protocol {

namespace {

mapping::CostTable tableOf(const Task &task)
{
    return mapping::makeCostTable(network::simplify(task.network), task.platform);
}

void check(const EpochFinished &epoch, const Task &task)
{
    if (!epoch.splits.empty())
        mapping::checkCounts(epoch.splits, tableOf(task));
}

void check(const MappingFound &found, const Task &task)
{
    mapping::checkMapping(found.mapping, task.network, task.platform);
}

void check(const Analysed &analysed, const Task &task)
{
    mapping::checkSensitivity(analysed.sensitivity, tableOf(task));
}

void check(const WeightsSaved &saved, const Task &) { openToRead(saved.path); }

void check(const LogitsSaved &saved, const Task &) { openToRead(saved.path); }

void check(const Previewed &previewed, const Task &task)
{
    if (previewed.index < 0 || static_cast<std::size_t>(previewed.index) >= task.mappings.size())
        throw Error("there is no mapping " + std::to_string(previewed.index) + " among the " +
                    std::to_string(task.mappings.size()) + " of its task");
    openToRead(previewed.path);
}

} // namespace

void checkEvent(const Event &event, const Task &task)
{
    std::visit(
        [&task](const auto &each) {
            if constexpr (requires { check(each, task); })
                check(each, task);
        },
        event);
}

} // namespace odimo::protocol
