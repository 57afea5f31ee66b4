// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/front/pareto.h"

#include <QString>

#include <optional>

namespace odimo::widgets {

/// What the cost axis of the front shows.
enum class CostAxis { Kilocycles, Milliseconds, Microjoules, Kilobytes };
inline constexpr CostAxis costAxes[] = {CostAxis::Kilocycles, CostAxis::Milliseconds, CostAxis::Microjoules,
                                        CostAxis::Kilobytes};

/// What a search for less of it minimises; absent for the size of the weights, which none does.
std::optional<mapping::Objective> objectiveOf(CostAxis axis);
/// The other way round: kcycles or µJ.
CostAxis axisOf(mapping::Objective objective);
/// A cost (cycles or µJ) in the unit of that axis.
double onAxis(double cost, mapping::Objective objective);
QString axisQuantity(CostAxis axis); ///< "Latency"
QString axisTitle(CostAxis axis);    ///< "Latency (kcycles)"
QString axisUnit(CostAxis axis);     ///< "kcycles"

/// As QLocale writes it in the user's locale, but with the minus sign (U+2212) in place of a hyphen.
QString localNumber(double value, char format = 'g', int precision = 6);
/// The same of a number that was written already.
QString withMinusSign(const QString &number);

/// Numbers in the user's locale, with their units.
/// "+0.19", "−0.57"; no sign for what is 0 as it is shown.
QString signedText(double value, int decimals);
QString accuracyText(double fraction); ///< "89.12 %"
QString intervalText(const mapping::Interval &interval);
QString cyclesText(double cycles);     ///< "19,456"
QString kilocyclesText(double cycles); ///< "257.7 kcycles"
QString millisecondsText(double ms);
QString microjoulesText(double uJ);
/// Cycles or µJ, as one of these.
QString costText(double cost, mapping::Objective objective);
QString kilobytesText(double bytes);                  ///< "19.5 kB"
QString strengthText(std::optional<double> strength); ///< Empty if absent.
QString durationText(double seconds);                 ///< "45 s", "3 min", "2 h 05 min"
/// A time that is left, as the range that an estimate allows: "20 to 35 s", "2 to 4 min".
QString remainingText(double seconds);
/// The same of a range: "20 to 35 s", "45 min to 2 h 10 min".
QString rangeText(double least_s, double most_s);

/// A message of the core with a capital letter (unless it begins with a name of a file) and a full stop.
QString sentence(const QString &message);

} // namespace odimo::widgets
