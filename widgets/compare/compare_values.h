// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/front/accuracy_difference.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace odimo::widgets {

/// A run of the open project (0) or of one that it is compared with (1, 2, ...); run 0: none.
struct CompareRun {
    std::size_t project = 0;
    std::int64_t run = 0;
    bool operator==(const CompareRun &) const = default;
};

/// A run that can be compared.
struct CompareChoice {
    CompareRun run;
    QString name;
    bool operator==(const CompareChoice &) const = default;
};

struct CompareLayer {
    QString name;
    QList<int> first, second;  ///< Channels per unit; empty if the network of the run has no such layer.
    int moved = 0;             ///< Channels that are on another unit.
    double latency_cycles = 0; ///< Second minus first.
    double energy_uJ = 0;
    bool isSame = true;

    double value(mapping::Objective objective) const
    {
        return objective == mapping::Objective::Latency ? latency_cycles : energy_uJ;
    }
};

struct CompareAccuracy {
    double first = 0; ///< Fractions.
    double second = 0;
    std::int64_t images = 0;
    bool sameImages = true;
    mapping::AccuracyDifference difference;
};

struct CompareSetting {
    QString name;
    QStringList values; ///< A, B, ...; empty where there is none.
    bool isSame() const { return values.count(values.value(0)) == values.size(); }
};

/// What sets the second run apart from the first, ready to be shown.
struct CompareValues {
    QStringList notComparable = {}; ///< Why figures of both say little, a sentence for each part that differs.
    QStringList units;
    std::vector<CompareLayer> layers;
    std::optional<mapping::Cost> first, second; ///< Absent if one has no mapping.
    std::optional<CompareAccuracy> accuracy;
    std::vector<CompareSetting> settings;
};

/// "31.2 % less latency (28.44 to 19.57 kcycles) and 12 % less energy (...)", or why there is none.
QString costSentence(const CompareValues &values);
/// "0.42 % less accurate; the 95 % interval reaches from -1.10 to +0.26 %, so 10000 images do not tell them apart."
QString accuracySentence(const CompareValues &values);

} // namespace odimo::widgets
