// SPDX-License-Identifier: Apache-2.0
#include "core/host/event_check.h"

#include "core/base/files.h"
#include "core/network/passes.h"

namespace odimo::host {

namespace {

void check(const protocol::MappingFound &found, const protocol::Task &task)
{
    mapping::checkMapping(found.mapping, task.network, task.platform);
}

void check(const protocol::Analysed &analysed, const protocol::Task &task)
{
    mapping::checkSensitivity(analysed.sensitivity,
                              mapping::makeCostTable(network::simplify(task.network), task.platform));
}

void check(const protocol::WeightsSaved &saved, const protocol::Task &) { openToRead(saved.path); }

void check(const protocol::LogitsSaved &saved, const protocol::Task &) { openToRead(saved.path); }

void check(const protocol::Previewed &previewed, const protocol::Task &task)
{
    if (previewed.index < 0 || static_cast<std::size_t>(previewed.index) >= task.mappings.size())
        throw Error("there is no mapping " + std::to_string(previewed.index) + " among the " +
                    std::to_string(task.mappings.size()) + " of its task");
    openToRead(previewed.path);
}

} // namespace

void checkEvent(const protocol::Event &event, const protocol::Task &task)
{
    std::visit(
        [&task](const auto &each) {
            if constexpr (requires { check(each, task); })
                check(each, task);
        },
        event);
}

} // namespace odimo::host
