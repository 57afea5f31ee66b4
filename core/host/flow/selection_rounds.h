// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/candidate_selection.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace odimo::host {

/// The rounds of fine-tuning that were decided, kept in the project, so that an exploration
/// that was interrupted within a round goes on with the same decisions.
class SelectionRounds {
public:
    /// `question` is all that the decisions depend on but for the measurements. Has the rounds of the project if they
    /// answer the same, else none. Throws Error if they are not as this program writes them.
    SelectionRounds(project::Project &project, std::string question);

    const std::vector<std::vector<FineTuning>> &rounds() const { return m_rounds; }
    int fineTunings() const;
    /// Throws Error if the project cannot be written.
    void add(std::vector<FineTuning> round);

private:
    void checkNeighbours() const;
    [[noreturn]] void refuse() const;

    project::Project &m_project;
    std::string m_question;
    std::vector<std::vector<FineTuning>> m_rounds;
};

} // namespace odimo::host
