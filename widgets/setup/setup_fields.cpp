// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_fields.h"

#include "core/base/error.h"
#include "core/mapping/strength_text.h"
#include "core/mapping/target_text.h"
#include "widgets/base/format.h"

#include <QLocale>
#include <QRegularExpression>

namespace odimo::widgets {

namespace {

/// In notation of C, where a point stands before decimals and a comma between numbers. Where the user's language has a
/// comma before decimals, numbers are set apart by semicolons or spaces: "0,1; 0,3".
std::string inNotationOfC(QString text)
{
    static const QRegularExpression decimalComma(QStringLiteral("(?<=\\d),(?=\\d)"));
    if (QLocale().decimalPoint() == QLatin1String(","))
        text.replace(decimalComma, QStringLiteral(".")).replace(QLatin1Char(';'), QLatin1Char(','));
    return text.toStdString();
}

template <typename Read>
ParsedNumbers parsed(Read read)
{
    try {
        return {.values = read(), .error = {}};
    } catch (const Error &error) {
        return {.values = {}, .error = sentence(QString::fromStdString(error.what()))};
    }
}

} // namespace

ParsedNumbers parseStrengths(const QString &text)
{
    return parsed([&] { return mapping::strengthsFromText(inNotationOfC(text)); });
}

ParsedNumbers parseTargets(const QString &text, mapping::Objective objective)
{
    return parsed([&] { return mapping::targetsFromText(inNotationOfC(text), objective); });
}

} // namespace odimo::widgets
