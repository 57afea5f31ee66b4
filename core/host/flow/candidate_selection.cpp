// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/candidate_selection.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

constexpr double worthFineTuning = 0.003;
/// The standard deviation of a gain, in standard errors of an accuracy: both are measured on the same images, of which
/// a network before and after fine-tuning gets 3.5 % differently right (Fashion-MNIST, ResNet8, at 86 %: 0.53 to 0.58).
constexpr double spreadOfGain = 0.6;

/// The choice of the next candidates; those chosen count as tuned with the accuracy they are expected to reach.
class Choice {
public:
    Choice(std::span<const Candidate> candidates, const SelectionRule &rule)
        : m_candidates(candidates.begin(), candidates.end()), m_rule(rule)
    {
        std::ranges::stable_sort(m_candidates, {}, &Candidate::cost);
    }

    std::vector<FineTuning> next(int count)
    {
        std::vector<FineTuning> fineTunings;
        while (static_cast<int>(fineTunings.size()) < count) {
            Candidate *candidate = best();
            if (!candidate)
                break;
            fineTunings.push_back({candidate->run, neighbourOf(*candidate)});
            m_chosen.push_back(candidate->run);
            candidate->tunedAccuracy = expected(*candidate);
        }
        return fineTunings;
    }

private:
    Candidate *best()
    {
        if (m_candidates.empty())
            return nullptr;
        for (Candidate &candidate : m_candidates)
            if (candidate.isTarget && !candidate.tunedAccuracy)
                return &candidate;
        for (Candidate *end : {&m_candidates.front(), &m_candidates.back()})
            if (!end->tunedAccuracy && expected(*end) >= m_rule.leastAccuracy)
                return end;
        return inLargestGap();
    }

    Candidate *inLargestGap()
    {
        std::vector<const Candidate *> tuned;
        for (const Candidate &candidate : m_candidates)
            if (candidate.tunedAccuracy)
                tuned.push_back(&candidate);
        const double costs = std::max(m_candidates.back().cost - m_candidates.front().cost, 1e-12);
        const auto [worst, most] =
            std::ranges::minmax(tuned, {}, [](const Candidate *each) { return *each->tunedAccuracy; });
        const double accuracies = std::max(*most->tunedAccuracy - *worst->tunedAccuracy, m_rule.noise);
        Candidate *chosen = nullptr;
        double widest = 0;
        for (std::size_t i = 1; i < tuned.size(); ++i) {
            const double width = std::hypot((tuned[i]->cost - tuned[i - 1]->cost) / costs,
                                            (*tuned[i]->tunedAccuracy - *tuned[i - 1]->tunedAccuracy) / accuracies);
            Candidate *middle = width > widest ? middleOf(tuned[i - 1]->cost, tuned[i]->cost) : nullptr;
            if (middle) {
                chosen = middle;
                widest = width;
            }
        }
        return chosen;
    }

    /// The candidate that matters nearest to the middle between two costs.
    Candidate *middleOf(double low, double high)
    {
        Candidate *nearest = nullptr;
        const auto distance = [&](const Candidate &candidate) {
            return std::abs(candidate.cost - (low + high) / 2);
        };
        for (Candidate &candidate : m_candidates)
            if (candidate.cost >= low && candidate.cost <= high && matters(candidate) &&
                (!nearest || distance(candidate) < distance(*nearest)))
                nearest = &candidate;
        return nearest;
    }

    bool matters(const Candidate &candidate) const
    {
        if (candidate.tunedAccuracy)
            return false;
        const double promise = expected(candidate);
        const bool beaten = std::ranges::any_of(m_candidates, [&](const Candidate &other) {
            const double known = other.tunedAccuracy.value_or(other.previewAccuracy);
            return other.cost <= candidate.cost && other.run != candidate.run && known >= promise;
        });
        return !beaten && promise >= m_rule.leastAccuracy && (hasLost(candidate) || topHasGained());
    }

    bool hasLost(const Candidate &candidate) const
    {
        const double best = std::ranges::max(m_candidates, {}, &Candidate::previewAccuracy).previewAccuracy;
        return best - candidate.previewAccuracy > m_rule.noise;
    }

    bool topHasGained() const
    {
        const Candidate &top = m_candidates.back();
        return isMeasured(top) && gainOf(top) > m_rule.noise;
    }

    bool isMeasured(const Candidate &candidate) const
    {
        return candidate.tunedAccuracy && std::ranges::find(m_chosen, candidate.run) == m_chosen.end();
    }

    static double gainOf(const Candidate &tuned) { return *tuned.tunedAccuracy - tuned.previewAccuracy; }

    /// What it may reach: its preview and the larger gain of the measured candidates on both sides.
    double expected(const Candidate &candidate) const
    {
        std::optional<double> below;
        std::optional<double> above;
        for (const Candidate &other : m_candidates) {
            if (!isMeasured(other))
                continue;
            if (other.cost <= candidate.cost)
                below = gainOf(other);
            else if (!above)
                above = gainOf(other);
        }
        if (!below && !above)
            return 1; // Nothing is known yet: all is possible.
        return candidate.previewAccuracy + std::max(below.value_or(0), above.value_or(0));
    }

    std::optional<std::int64_t> neighbourOf(const Candidate &candidate) const
    {
        const Candidate *nearest = nullptr;
        for (const Candidate &other : m_candidates)
            if (isMeasured(other) &&
                (!nearest || std::abs(other.cost - candidate.cost) < std::abs(nearest->cost - candidate.cost)))
                nearest = &other;
        return nearest ? std::optional(nearest->run) : std::nullopt;
    }

    std::vector<Candidate> m_candidates; ///< In ascending cost.
    SelectionRule m_rule;
    std::vector<std::int64_t> m_chosen;
};

} // namespace

SelectionRule selectionRuleFor(double accuracy, std::int64_t validationImages)
{
    const double images = static_cast<double>(std::max<std::int64_t>(validationImages, 1));
    const double standardError = std::sqrt(std::max(accuracy * (1 - accuracy), 0.0) / images);
    return {.noise = std::max(worthFineTuning, spreadOfGain * standardError)};
}

std::vector<FineTuning> nextFineTunings(std::span<const Candidate> candidates, const SelectionRule &rule, int count)
{
    return Choice(candidates, rule).next(count);
}

} // namespace odimo::host
