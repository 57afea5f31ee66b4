// SPDX-License-Identifier: Apache-2.0
// Deb, Pratap, Agarwal, Meyarivan: A fast and elitist multiobjective genetic algorithm: NSGA-II, IEEE Transactions on
// Evolutionary Computation 6 (2002). A gene is the choice of a layer; limits are kept by constrained domination.
#include "core/mapping/engines/proposals.h"
#include "core/mapping/front/combinations.h"

#include <algorithm>
#include <limits>

namespace odimo::mapping {

namespace {

constexpr int leastPopulation = 64;
constexpr int generations = 100;

struct Individual {
    PredictedPoint point;
    double cost = 0;
    double violation = 0; ///< Over the limits; 0 if they are kept.
    int rank = 0;         ///< How many fronts are better.
    double crowding = 0;  ///< Distance of the neighbours in its front; the ends are infinitely far.
};

using Population = std::vector<Individual>;

bool dominates(const Individual &a, const Individual &b)
{
    if (a.violation != b.violation)
        return a.violation < b.violation;
    const bool noWorse = a.cost <= b.cost && a.point.penalty <= b.point.penalty;
    return noWorse && (a.cost < b.cost || a.point.penalty < b.point.penalty);
}

/// Adds to the crowding of a front its distances in one criterion.
template <typename Criterion>
void addDistances(std::span<Individual> front, Criterion criterion)
{
    std::ranges::sort(front, {}, criterion);
    const double range = criterion(front.back()) - criterion(front.front());
    front.front().crowding = std::numeric_limits<double>::infinity();
    front.back().crowding = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; range > 0 && i + 1 < front.size(); ++i)
        front[i].crowding += (criterion(front[i + 1]) - criterion(front[i - 1])) / range;
}

/// Sets rank and crowding, and puts the best first.
void rankAndSort(Population &population)
{
    auto front = population.begin();
    for (int rank = 0; front != population.end(); ++rank) {
        const std::span<Individual> rest(front, population.end());
        for (Individual &candidate : rest) {
            const auto dominatesIt = [&](const Individual &other) {
                return dominates(other, candidate);
            };
            candidate.rank = rank + (std::ranges::any_of(rest, dominatesIt) ? 1 : 0);
            candidate.crowding = 0;
        }
        const auto next =
            std::partition(front, population.end(), [&](const Individual &each) { return each.rank == rank; });
        addDistances(std::span(front, next), [](const Individual &each) { return each.cost; });
        addDistances(std::span(front, next), [](const Individual &each) { return each.point.penalty; });
        front = next;
    }
    std::ranges::sort(population, {}, [](const Individual &each) { return std::pair(each.rank, -each.crowding); });
}

class Evolution {
public:
    Evolution(const ProposalRequest &request, std::span<const LayerChoices> layers, int size)
        : m_request(request), m_layers(layers), m_size(static_cast<std::size_t>(size)), m_random(request.seed)
    {
        // Alone the cheapest point is given, because random ones may all miss the limits.
        add(permittedFront(layers, request.objective, request.restrictions, request.table.platform).front().choice);
        for (int i = 0; i < size; ++i)
            add(randomChoices(layers, static_cast<double>(i) / (size - 1), m_random));
        select();
    }

    void nextGeneration()
    {
        for (std::size_t born = 0; born < m_size; ++born) {
            std::vector<int> choice = parent();
            add(child(std::move(choice), parent()));
        }
        select();
    }

    /// The permitted mappings of the best front.
    std::vector<PredictedPoint> front() const
    {
        std::vector<PredictedPoint> points;
        for (const Individual &individual : m_population) {
            if (individual.rank == 0)
                points.push_back(individual.point);
        }
        return points;
    }

private:
    void add(std::vector<int> choice)
    {
        Individual born{.point = pointOf(m_layers, std::move(choice))};
        born.cost = costOf(born.point, m_request.objective);
        born.violation = constraintViolation(born.point, m_request.restrictions, m_request.table.platform);
        m_population.push_back(std::move(born));
    }

    /// The best so many, no two alike.
    void select()
    {
        const auto choiceOf = [](const Individual &individual) -> const std::vector<int> & {
            return individual.point.choice;
        };
        std::ranges::sort(m_population, {}, choiceOf);
        const auto areAlike = [&](const Individual &a, const Individual &b) {
            return choiceOf(a) == choiceOf(b);
        };
        m_population.erase(std::unique(m_population.begin(), m_population.end(), areAlike), m_population.end());
        rankAndSort(m_population);
        if (m_population.size() > m_size)
            m_population.erase(m_population.begin() + static_cast<std::ptrdiff_t>(m_size), m_population.end());
        m_parents = static_cast<int>(m_population.size());
    }

    /// The better of two; the population is in order.
    std::vector<int> parent()
    {
        const int winner = std::min(m_random.below(m_parents), m_random.below(m_parents));
        return m_population[static_cast<std::size_t>(winner)].point.choice;
    }

    /// Each gene from either parent; in the mean one of them changes.
    std::vector<int> child(std::vector<int> choice, const std::vector<int> &other)
    {
        for (std::size_t layer = 0; layer < choice.size(); ++layer) {
            if (m_random.below(2) == 1)
                choice[layer] = other[layer];
            if (m_random.below(static_cast<int>(choice.size())) == 0)
                choice[layer] = m_random.below(static_cast<int>(m_layers[layer].choices.size()));
        }
        return choice;
    }

    const ProposalRequest &m_request;
    std::span<const LayerChoices> m_layers;
    std::size_t m_size;
    Random m_random;
    Population m_population; ///< The best first, after select().
    int m_parents = 0;       ///< Individuals that were selected; those born since stand behind them.
};

} // namespace

std::vector<Proposal> proposeByNsga2(const ProposalRequest &request, int count)
{
    const std::vector<LayerChoices> layers =
        layerChoices(request.table, request.sensitivity, request.restrictions, Splits::StepEnds);
    Evolution evolution(request, layers, std::max(leastPopulation, 2 * count));
    for (int generation = 0; generation < generations; ++generation)
        evolution.nextGeneration();
    std::vector<Proposal> proposals;
    for (const PredictedPoint &point : spreadOver(evolution.front(), request.objective, count))
        proposals.push_back(proposalOf(request, mappingOf(layers, point)));
    return proposals;
}

} // namespace odimo::mapping
