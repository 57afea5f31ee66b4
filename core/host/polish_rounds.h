// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/polish.h"
#include "core/project/project.h"

#include <vector>

namespace odimo::host {

/// The rounds of fine-tuning that were decided for a list of candidates, kept in the project, so that an exploration
/// that was interrupted within a round goes on with the same decisions.
class PolishRounds {
public:
    /// Those of the project if they are about the same candidates, else none.
    PolishRounds(project::Project &project, std::vector<std::int64_t> candidates);

    const std::vector<std::vector<Tuning>> &rounds() const { return m_rounds; }
    int tunings() const;
    /// Throws Error if the project cannot be written.
    void add(std::vector<Tuning> round);

private:
    project::Project &m_project;
    std::vector<std::int64_t> m_candidates;
    std::vector<std::vector<Tuning>> m_rounds;
};

} // namespace odimo::host
