// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/accuracy_prediction.h"
#include "core/mapping/front/predicted_front.h"
#include "core/project/project.h"

#include <vector>

namespace odimo::host {

/// A mapping that nobody has measured, with the accuracy it is expected to have.
struct PredictedEntry {
    mapping::Cost cost;
    double accuracy = 0;           ///< Fraction of validation images, predicted.
    mapping::PredictedPoint point; ///< With the predicted increase of the loss; for InstantFront::mappingOf.
};

/// The front that the analysis of a project predicts, fast enough to be asked for while a constraint moves. Holds
/// values only: it needs no project once it is made, and does not see what is measured later.
class InstantFront {
public:
    /// Throws Error if the project has no analysis.
    explicit InstantFront(const project::Project &project);
    /// True if the project has an analysis.
    static bool isReady(const project::Project &project);

    /// All Pareto-optimal mappings under the restrictions in ascending cost; accuracies are of validation images,
    /// calibrated by what was measured on them; test results never enter. Throws Error as mapping::layerChoices and
    /// mapping::withinLimits do, and naming the best accuracy that is predicted if none reaches
    /// `restrictions.leastAccuracy`.
    std::vector<PredictedEntry> predict(mapping::Objective objective, const mapping::Restrictions &restrictions) const;

    /// The same, but nothing where no mapping keeps to the limits or reaches the accuracy.
    std::vector<PredictedEntry> predictIfAny(mapping::Objective objective,
                                             const mapping::Restrictions &restrictions) const;

    /// The same predictions for a chip with other costs: penalties and accuracies are those of the formats of its
    /// units. Throws Error naming a layer of which another unit is the reference there, or that a unit can take of
    /// which the analysis says nothing.
    InstantFront on(mapping::CostTable table) const;

    /// The mapping behind an entry that was predicted under the same restrictions.
    mapping::Mapping mappingOf(const PredictedEntry &entry, const mapping::Restrictions &restrictions) const;

    /// Of any mapping of the network, as predict() says it: a fraction of validation images.
    double accuracyOf(const mapping::Mapping &mapping) const;

    const mapping::CostTable &table() const { return m_table; }
    const mapping::Sensitivity &sensitivity() const { return m_sensitivity; }

private:
    std::vector<PredictedEntry> entriesOf(const std::vector<mapping::LayerChoices> &layers,
                                          mapping::Objective objective,
                                          const mapping::Restrictions &restrictions) const;

    mapping::CostTable m_table;
    mapping::Sensitivity m_sensitivity;
    mapping::AccuracyPrediction m_prediction;
};

/// The document of `odimo front --instant --json`, and one point of it.
Json toJson(const std::vector<PredictedEntry> &front, mapping::Objective objective, platform::LayoutMode layout);
Json toJson(const PredictedEntry &entry);

} // namespace odimo::host
