// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/area_formula.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/number_text.h"

#include <muParser.h>

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

constexpr std::size_t mostFormulaBytes = 2000;
constexpr const char *nameCharacters = "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// A name of other characters, which a unit may have, cannot stand in a formula.
bool canStandInFormulas(const std::string &name)
{
    return !name.empty() && name.find_first_not_of(nameCharacters) == std::string::npos &&
           (name[0] < '0' || name[0] > '9');
}

/// A formula that could not be read, in the words of this program.
Error refusalOf(const std::string &formula, const mu::ParserError &failure,
                std::span<const platform::PlatformConstant> constants)
{
    std::string reason = failure.GetMsg();
    if (failure.GetCode() == mu::ecUNASSIGNABLE_TOKEN) {
        std::string known;
        for (const platform::PlatformConstant &constant : constants)
            addToList(known, constant.name);
        reason = "there is no constant or function \"" + failure.GetToken() + "\"; the constants are " + known;
    }
    return Error("the area \"" + formula + "\" cannot be computed: " + reason);
}

double valueOf(const std::string &formula, std::span<const platform::PlatformConstant> constants)
{
    mu::Parser parser;
    parser.DefineNameChars(nameCharacters);
    for (const platform::PlatformConstant &constant : constants)
        if (canStandInFormulas(constant.name))
            parser.DefineConst(constant.name, constant.value);
    parser.SetExpr(formula);
    int results = 0;
    const double *values = parser.Eval(results);
    if (results != 1)
        throw Error("the area \"" + formula + "\" has " + std::to_string(results) + " values; it needs one");
    return *values;
}

} // namespace

double areaOf(const std::string &formula, std::span<const platform::PlatformConstant> constants)
{
    if (formula.size() > mostFormulaBytes)
        throw Error("the area has " + std::to_string(formula.size()) + " characters; " +
                    std::to_string(mostFormulaBytes) + " are possible");
    double area = 0;
    try {
        area = valueOf(formula, constants);
    } catch (const mu::ParserError &failure) {
        throw refusalOf(formula, failure, constants);
    }
    if (!std::isfinite(area) || area < 0)
        throw Error("the area \"" + formula + "\" is " + numberText(area) + " for " +
                    platform::constantsText(constants) + "; it has to be a finite number of at least 0");
    return area;
}

} // namespace odimo::host
