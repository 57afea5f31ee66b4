// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

namespace odimo::widgets {

/// What stands in the fields of the setup panel, as the user wrote it.
struct SetupFields {
    QString network;
    QString data;
    QString platform;
    mapping::Objective objective = mapping::Objective::Latency;
    QString engine;       ///< Empty: chosen automatically.
    QString strengths;    ///< A list of numbers, for the engine that trains with them; empty: chosen automatically.
    QString targets = {}; ///< A list of percentages of the all-reference cost to aim at; empty: none.
    qint64 start = 0;     ///< The run whose mapping a search starts from; 0: none.
    int points = 0;       ///< So many automatic strengths or fine-tuned mappings; 0: as many as the preset has.
    QString preset;
    int budget_min = 3; ///< Of the preset "quick", minutes for the whole front.
    std::uint64_t seed = 1;
    QString device;
    QString precision = {}; ///< A name of SetupChoices::precisions.
    QString project;        ///< Path of the project file.
    QString layout = {};    ///< A name of SetupChoices::layouts; empty: as the platform says.
    bool operator==(const SetupFields &) const = default;
};

/// A way to find mappings.
struct EngineChoice {
    QString name;
    QString description;
    bool hasStrengths = false; ///< It searches in training, by strengths and from a start.
};

/// A measured mapping that a search can start from.
struct StartChoice {
    qint64 run = 0;
    QString text; ///< "Run 7: instant, 85.20 %"
    bool operator==(const StartChoice &) const = default;
};

/// What the combo boxes offer.
struct SetupChoices {
    QStringList networks;
    QStringList networkDescriptions; ///< Tool tips, one per network.
    QStringList data;
    QStringList platforms;
    std::vector<EngineChoice> engines;
    QStringList presets;
    QStringList devices;
    QStringList precisions;
    QStringList layouts = {};      ///< Ways to count conversions between memory layouts.
    QStringList layoutTitles = {}; ///< In words, for each of `layouts`.
};

/// `Steering` is what the steering panel asks for.
enum class SetupField { Network, Data, Platform, Strengths, Targets, Project, Steering };

/// A sentence about one field, shown below it.
struct Finding {
    enum class Severity { Information, Error };
    SetupField field = SetupField::Network;
    Severity severity = Severity::Error;
    QString text;
    bool operator==(const Finding &) const = default;
};

/// What the import of a network found about a node, or about some that are alike.
struct NetworkFinding {
    QString verdict; ///< "refused", "host", ...
    QString node;    ///< Empty: the whole file.
    QString op;
    QString text; ///< Why, and what to do.
    bool operator==(const NetworkFinding &) const = default;
};

/// Numbers separated by spaces, commas or semicolons.
struct ParsedNumbers {
    std::vector<double> values;
    QString error; ///< Empty if all is well.
};
/// None is negative.
ParsedNumbers parseStrengths(const QString &text);
/// Percentages, as mapping::targetsFromText reads them; the values are fractions.
ParsedNumbers parseTargets(const QString &text);

} // namespace odimo::widgets
