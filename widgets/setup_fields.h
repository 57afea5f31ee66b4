// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost.h"

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
    QString engine;    ///< Empty: chosen automatically.
    QString strengths; ///< A list of numbers, for the engine that trains with them; empty: chosen automatically.
    int points = 0;    ///< So many automatic strengths or fine-tuned mappings; 0: as many as the preset has.
    QString preset;
    int budget_min = 3; ///< Of the preset "quick", minutes for the whole front.
    std::uint64_t seed = 1;
    QString device;
    QString project; ///< Path of the project file.
    bool operator==(const SetupFields &) const = default;
};

/// A way to find mappings.
struct EngineChoice {
    QString name;
    QString description;
    bool hasStrengths = false;
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
};

/// `Steering` is what the steering panel asks for.
enum class SetupField { Network, Data, Platform, Strengths, Project, Steering };

/// A sentence about one field, shown below it.
struct Finding {
    enum class Severity { Information, Error };
    SetupField field = SetupField::Network;
    Severity severity = Severity::Error;
    QString text;
    bool operator==(const Finding &) const = default;
};

/// The strengths in a text: numbers, none negative, separated by spaces, commas or semicolons.
struct ParsedStrengths {
    std::vector<double> values;
    QString error; ///< Empty if all is well.
};
ParsedStrengths parseStrengths(const QString &text);

} // namespace odimo::widgets
