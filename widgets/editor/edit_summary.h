// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace odimo::widgets {

/// A mapping that is being edited, as a whole.
struct EditSummary {
    std::int64_t run = 0;
    QString name; ///< Of the run: "instant 63.4 %".
    int layers = 0;
    int channels = 0; ///< That stand elsewhere than in the run.
    mapping::Cost before;
    mapping::Cost after;
    std::optional<double> measured;        ///< Accuracy of the run, a fraction; absent if it was not measured.
    std::optional<double> predictedBefore; ///< Absent without an analysis.
    std::optional<double> predictedAfter;
    std::optional<double> evaluated; ///< Accuracy of exactly this edited mapping, once it was measured.
    QString activity;                ///< "Evaluating"; empty if nothing is measured.
    QString fillBlocks;              ///< "+37 8-bit channels in 9 layers for +1.1 % cycles"
    QString dropStragglers;
    bool isEdited() const { return channels > 0; }
};

} // namespace odimo::widgets
