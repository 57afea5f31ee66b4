// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/data_table.h"
#include "core/mapping/cost/cost.h"

#include <QPointF>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// A constant of a platform, and the values that it is to take.
struct VariableConstant {
    QString name;
    QString stated; ///< As the platform's file has it.
    QString values; ///< "8, 16, 32", as the user wrote it; empty: it stays.
    bool operator==(const VariableConstant &) const = default;
};

/// What the user asks for.
struct VariationFields {
    std::vector<VariableConstant> constants;
    bool operatingPoints = false; ///< All of it at each operating point.
    QString area;                 ///< A formula of constants; empty: none.
    QString mostArea;             ///< Empty: any.
    mapping::Objective objective = mapping::Objective::Latency;
    bool operator==(const VariationFields &) const = default;
};

/// A mapping by what it is expected to cost, in ms or µJ, and its accuracy, a fraction.
struct ExpectedMapping {
    double cost = 0;
    double accuracy = 0;
    bool operator==(const ExpectedMapping &) const = default;
};

/// A platform with other constants, and what it can do.
struct VariantRow {
    QStringList constants; ///< Values, in the order of VariantsValues::names.
    QString name;          ///< "digital.channels_at_once=8, analog.columns=256"
    std::optional<double> area;
    bool isUndominated = false; ///< Worth its area.
    bool isStated = false;      ///< As the platform's file has it.
    /// In ascending cost; empty if no mapping keeps to the limits.
    std::vector<ExpectedMapping> front;
    std::optional<ExpectedMapping> near; ///< The cheapest that loses at most one percentage point.
};

/// Where one variant is the best of all.
struct WinnerRange {
    std::size_t variant = 0;
    std::vector<ExpectedMapping> points; ///< At least one, in ascending cost.
};

/// Variants of a platform, ready to be shown.
struct VariantsValues {
    mapping::Objective objective = mapping::Objective::Latency;
    QStringList names; ///< Of what is varied.
    bool hasArea = false;
    std::vector<VariantRow> variants; ///< By area, then in the order of their values.
    std::vector<WinnerRange> winners; ///< Together they are the common front, in ascending cost.
    DataTable table;                  ///< Every point of every front, for files.
};

/// "61.5 µs", "1.25 mJ".
QString expectedCostText(double cost, mapping::Objective objective);

} // namespace odimo::widgets
