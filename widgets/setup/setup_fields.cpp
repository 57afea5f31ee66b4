// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_fields.h"

#include "core/base/error.h"
#include "core/mapping/strength_text.h"
#include "core/mapping/target_text.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::setup)
};

bool hasDecimalComma() { return QLocale().decimalPoint() == QLatin1String(","); }

/// In notation of C, where a point stands before decimals and a comma between numbers. Where the user's language has a
/// comma before decimals, numbers are set apart by semicolons or spaces: "0,1; 0,3".
std::string inNotationOfC(QString text)
{
    static const QRegularExpression decimalComma(QStringLiteral("(?<=\\d),(?=\\d)"));
    if (hasDecimalComma())
        text.replace(decimalComma, QStringLiteral(".")).replace(QLatin1Char(';'), QLatin1Char(','));
    return text.toStdString();
}

template <typename Read>
ParsedNumbers parsed(Read read)
{
    try {
        return {.values = read(), .error = {}};
    } catch (const Error &error) {
        const QString text = sentence(QString::fromStdString(error.what()));
        const QLocale locale;
        return {.values = {},
                .error = hasDecimalComma()
                             ? Text::tr("%1 In your language: %2; %3; %4")
                                   .arg(text, locale.toString(0.1), locale.toString(0.3), locale.toString(1))
                             : text};
    }
}

} // namespace

ParsedNumbers parseStrengths(const QString &text)
{
    return parsed([&] { return mapping::strengthsFromText(inNotationOfC(text)); });
}

ParsedNumbers parseTargets(const QString &text, std::optional<mapping::Objective> objective)
{
    return parsed([&] { return mapping::targetsFromText(inNotationOfC(text), objective); });
}

} // namespace odimo::widgets
