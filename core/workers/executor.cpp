// SPDX-License-Identifier: Apache-2.0
#include "core/workers/executor.h"

#include <algorithm>

namespace odimo::workers {

namespace {

constexpr const char *here = "local";

} // namespace

Executor executorFromText(const std::string &text) { return {.words = text == here ? "" : text}; }

std::string nameOf(const Executor &executor) { return executor.words.empty() ? here : executor.words; }

bool leadElsewhere(const std::vector<Executor> &executors)
{
    return std::ranges::any_of(executors, [](const Executor &each) { return !each.words.empty(); });
}

} // namespace odimo::workers
