// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::workers {

/// What starts workers, here or elsewhere.
struct Executor {
    std::string words{}; ///< Put before the worker's command, for example "srun --gres=gpu:1"; empty: run it here.
    int jobs = 0;        ///< Workers at a time; 0: as many as there shall be in all.
    bool operator==(const Executor &) const = default;
};

/// As a user writes it: words before a command, or "local" for this machine.
Executor executorFromText(const std::string &text);
/// The inverse.
std::string nameOf(const Executor &executor);

/// True if any leads to another machine, as far as anybody here knows.
bool leadElsewhere(const std::vector<Executor> &executors);

} // namespace odimo::workers
