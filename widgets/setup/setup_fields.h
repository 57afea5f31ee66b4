// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// What stands in the fields of the setup panel, as the user wrote it.
struct SetupFields {
    QString network;
    QString data;
    QString platform;
    mapping::Objective objective = mapping::Objective::Latency;
    QString engine;       ///< Empty: chosen automatically.
    QString strengths;    ///< A list or a range, for the engine that trains with them; empty: chosen automatically.
    QString targets = {}; ///< Shares of the all-reference cost to aim at, in percent or in words; empty: none.
    qint64 start = 0;     ///< The run whose mapping a search starts from; 0: none.
    int points = 0;       ///< So many automatic strengths or fine-tuned mappings; 0: as many as the preset has.
    QString preset;
    int budget_min = 3; ///< Of the preset "quick", minutes for the whole front.
    std::uint64_t seed = 1;
    QString device;
    QString precision = {};     ///< A name of SetupChoices::precisions.
    QString project;            ///< Path of the project file.
    QString layout = {};        ///< A name of SetupChoices::layouts; empty: as the platform says.
    int jobs = 0;               ///< 0: chosen automatically.
    QStringList executors = {}; ///< Words before the worker's command, or "local"; empty: this machine alone.
    bool isCustom = false;      ///< What follows stands in for the preset's own; empty: as the preset has it.
    QString epochs = {};
    QString images = {};
    QString baselines = {}; ///< Of SetupChoices.
    QString costRule = {};
    QString quantiser = {};
    QString threads = {};
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
    QStringList platformDescriptions = {};
    QStringList baselines = {}; ///< The first of these is what presets have.
    QStringList costRules = {};
    QStringList quantisers = {};
};

/// What a preset comes to on this machine, as it would be written in the fields.
struct PlanValues {
    QString epochs = {};
    QString images = {};        ///< Empty: they follow from the time.
    QString imagesInWords = {}; ///< What an empty field means.
    QString threads = {};
    bool operator==(const PlanValues &) const = default;
};

/// What an exploration will cost, in words.
struct CostNote {
    QString text;
    bool isGuess = false; ///< Steps of this machine could be timed to know better.
    bool operator==(const CostNote &) const = default;
};

/// `Steering` is what the steering panel asks for.
enum class SetupField {
    Network,
    Data,
    Platform,
    Strengths,
    Targets,
    Preset,
    Epochs,
    Images,
    Quantiser,
    Threads,
    Executors,
    Project,
    Steering
};

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
    QString text;           ///< Why.
    QString remedy = {};    ///< What to do about it; empty where nothing needs to be done.
    bool isRefusal = false; ///< The network cannot be used with it.
    bool operator==(const NetworkFinding &) const = default;
};

/// The numbers in a field.
struct ParsedNumbers {
    std::vector<double> values;
    QString error; ///< Empty if all is well.
};
/// Both in the notation of the user's language or of C. As mapping::strengthsFromText reads them.
ParsedNumbers parseStrengths(const QString &text);
/// As mapping::targetsFromText reads them; the values are fractions.
ParsedNumbers parseTargets(const QString &text, std::optional<mapping::Objective> objective = {});

} // namespace odimo::widgets
