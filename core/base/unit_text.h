// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo {

// For people: numbers below 0 have the minus sign (U+2212). Files and commands, which are read back, take
// number_text.h.

/// Texts show energies in joule, costs have them in µJ.
inline constexpr double joulePerMicrojoule = 1e-6;

/// The text of a number with the minus sign in place of a hyphen before it: "−0.5" for "-0.5".
std::string withMinusSign(const std::string &number);

/// "12.35" for 12.3456 and two decimals; "–" for what is no number, so that no table says "-nan". What is 0 as it is
/// shown has no sign.
std::string decimal(double value, int decimals);

/// A power of 1000 and its SI prefix, so that a column of figures shares one unit.
struct Scale {
    double factor = 1; ///< Value in the base unit = shown value * factor.
    std::string prefix;
    int decimals = 3;
};

/// The scale that shows `largest` with four digits and three at most before the point: from n to G.
Scale scaleFor(double largest);

/// "257.7" for 257673.25 at the scale for it.
std::string scaled(double value, const Scale &scale);

/// "257.7 kcycles", "338.9 µs": four digits and the SI unit.
std::string withUnit(double value, const std::string &unit);

/// "89.12" for 0.8912: percent with two decimals.
std::string percent(double fraction, int decimals = 2);

} // namespace odimo
