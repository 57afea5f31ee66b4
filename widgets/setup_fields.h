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
    QString strengths; ///< A list of numbers; empty: chosen automatically.
    int points = 0;    ///< So many automatic strengths; 0: as many as the preset has.
    QString preset;
    int budget_min = 4; ///< Of the preset "quick", minutes for the whole front.
    std::uint64_t seed = 1;
    QString device;
    QString project; ///< Path of the project file.
    bool operator==(const SetupFields &) const = default;
};

/// What the combo boxes offer.
struct SetupChoices {
    QStringList networks;
    QStringList networkDescriptions; ///< Tool tips, one per network.
    QStringList data;
    QStringList platforms;
    QStringList presets;
    QStringList devices;
};

enum class SetupField { Network, Data, Platform, Strengths, Project };

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
