// SPDX-License-Identifier: Apache-2.0
#include "core/platform/explanation.h"

#include "core/base/number_text.h"

namespace odimo::platform {

FormulaPart named(const std::string &word, double value, const std::string &unit)
{
    return {.name = Label{word}, .value = value, .unit = unit};
}

FormulaPart constant(double value) { return {.value = value}; }

Formula joined(const Formula &operands, const std::string &sign)
{
    Formula formula;
    for (const FormulaPart &operand : operands) {
        if (!formula.empty())
            formula.push_back({sign});
        formula.push_back(operand);
    }
    return formula;
}

Formula operator+(Formula one, const Formula &other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

std::string textOf(const Label &label)
{
    if (label.units.empty())
        return label.word;
    std::string names;
    for (const std::string &unit : label.units)
        names += (names.empty() ? "" : " and ") + unit;
    return "while " + names + (label.units.size() == 1 ? " runs" : " run");
}

std::string valuesText(const Formula &formula)
{
    std::string text;
    for (const FormulaPart &part : formula)
        text +=
            part.value ? numberText(*part.value, part.digits) + (part.unit.empty() ? "" : " ") + part.unit : part.sign;
    return text;
}

std::string namesText(const Formula &formula)
{
    std::string text;
    for (const FormulaPart &part : formula)
        text += part.name ? textOf(*part.name) : part.value ? valuesText({part}) : part.sign;
    return text;
}

} // namespace odimo::platform
