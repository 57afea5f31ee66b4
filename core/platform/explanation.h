// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace odimo::platform {

/// What a number of a calculation is called, as values that each front end puts into words.
struct Label {
    std::string word;                    ///< "input channels", or the name of a unit.
    std::vector<std::string> units = {}; ///< If there are any: the time while exactly these run; there is no word then.
    bool operator==(const Label &) const = default;
};

/// A part of a formula: an operand, or what stands between operands.
struct FormulaPart {
    std::string sign = {};            ///< " * ", "ceil("; empty for an operand.
    std::optional<Label> name = {};   ///< Of an operand; a constant has none.
    std::optional<double> value = {}; ///< Of an operand.
    std::string unit = {};            ///< Of the value, "mW"; mostly empty.
    int digits = 12;                  ///< Significant ones that are shown of the value.
    bool operator==(const FormulaPart &) const = default;
};
using Formula = std::vector<FormulaPart>;

FormulaPart named(const std::string &word, double value, const std::string &unit = {});
FormulaPart constant(double value);
/// The operands with a sign between them.
Formula joined(const Formula &operands, const std::string &sign);
Formula operator+(Formula one, const Formula &other);

/// One line of a calculation that a reader can repeat by hand.
struct ExplainedTerm {
    Label name;      ///< "cycles per channel block"
    Formula formula; ///< "input channels * row blocks * kernel height", which is "64 * 1 * 3".
    double value = 0;
    std::string unit; ///< "cycles"
    bool operator==(const ExplainedTerm &) const = default;
};

/// How a number comes about; the last line is the number.
struct Explanation {
    std::vector<ExplainedTerm> terms;
    std::string source; ///< Where the formula comes from; empty if that is unknown.
    double value() const { return terms.back().value; }
};

/// In plain words: "while digital and analog run".
std::string textOf(const Label &label);
/// "input channels * row blocks".
std::string namesText(const Formula &formula);
/// The same with numbers: "64 * 8".
std::string valuesText(const Formula &formula);

} // namespace odimo::platform
