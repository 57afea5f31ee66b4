// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/selection_rounds.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/host/plan/document_keys.h"

#include <nlohmann/json.hpp>

#include <set>

namespace odimo::host {

namespace {

Json toJson(const std::vector<FineTuning> &round)
{
    Json array = Json::array();
    for (const FineTuning &fineTuning : round)
        array.push_back({fineTuning.run, fineTuning.neighbour ? Json(*fineTuning.neighbour) : Json()});
    return array;
}

std::vector<FineTuning> roundFrom(const Json &json)
{
    std::vector<FineTuning> round;
    for (const Json &each : json)
        round.push_back({each.at(0).get<std::int64_t>(),
                         each.at(1).is_null() ? std::nullopt : std::optional(each.at(1).get<std::int64_t>())});
    return round;
}

} // namespace

SelectionRounds::SelectionRounds(project::Project &project, std::string question)
    : m_project(project), m_question(std::move(question))
{
    std::string note = project.document(selectionDocument);
    if (note.empty())
        note = project.document(earlierSelectionDocument);
    if (note.empty())
        return;
    const Json json = parseJson(note, project.path().string() + ": selection");
    const auto stored = json.find("question");
    if (stored == json.end() || *stored != m_question)
        return;
    try {
        for (const Json &round : json.at("rounds"))
            m_rounds.push_back(roundFrom(round));
    } catch (const Json::exception &) {
        refuse();
    }
    checkNeighbours();
}

/// A neighbour was tuned before: in an earlier round.
void SelectionRounds::checkNeighbours() const
{
    std::set<std::int64_t> tuned;
    for (const std::vector<FineTuning> &round : m_rounds) {
        for (const FineTuning &fineTuning : round)
            if (fineTuning.neighbour && !tuned.contains(*fineTuning.neighbour))
                refuse();
        for (const FineTuning &fineTuning : round)
            tuned.insert(fineTuning.run);
    }
}

void SelectionRounds::refuse() const
{
    throw Error("the rounds of fine-tuning stored in " + m_project.path().string() +
                " are not as this program writes them; explore into another project file");
}

int SelectionRounds::fineTunings() const
{
    int count = 0;
    for (const std::vector<FineTuning> &round : m_rounds)
        count += static_cast<int>(round.size());
    return count;
}

void SelectionRounds::add(std::vector<FineTuning> round)
{
    m_rounds.push_back(std::move(round));
    Json rounds = Json::array();
    for (const std::vector<FineTuning> &each : m_rounds)
        rounds.push_back(toJson(each));
    m_project.storeDocument(selectionDocument, Json{{"question", m_question}, {"rounds", rounds}}.dump());
}

} // namespace odimo::host
