// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_fields.h"

#include "core/base/error.h"
#include "core/mapping/target_text.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::setup)
};

/// In notation of C, where a point stands before decimals and a comma between numbers. Where the user's language has a
/// comma before decimals, numbers are set apart by semicolons or spaces: "0,1; 0,3".
QString inNotationOfC(QString text)
{
    static const QRegularExpression decimalComma(QStringLiteral("(?<=\\d),(?=\\d)"));
    if (QLocale().decimalPoint() != QLatin1String(","))
        return text;
    return text.replace(decimalComma, QStringLiteral(".")).replace(QLatin1Char(';'), QLatin1Char(','));
}

/// How the user's language writes three numbers.
QString exampleNumbers()
{
    const QLocale locale;
    const QString between = locale.decimalPoint() == QLatin1String(",") ? QStringLiteral("; ") : QStringLiteral(", ");
    return QStringList{locale.toString(0.1), locale.toString(0.3), locale.toString(1)}.join(between);
}

/// Empty if the number may stand in the list.
using Objection = QString (*)(double value);

ParsedNumbers parseNumbers(const QString &text, const QString &notANumber, Objection objection)
{
    static const QRegularExpression separator(QStringLiteral("[\\s,;]+"));
    ParsedNumbers parsed;
    for (const QString &word : inNotationOfC(text).split(separator, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double value = word.toDouble(&isNumber);
        parsed.error = isNumber && std::isfinite(value) ? objection(value) : notANumber.arg(word, exampleNumbers());
        if (!parsed.error.isEmpty())
            return parsed;
        parsed.values.push_back(value);
    }
    return parsed;
}

} // namespace

ParsedNumbers parseStrengths(const QString &text)
{
    return parseNumbers(text, Text::tr("\"%1\" is not a number. Write strengths like %2."), [](double value) {
        return value < 0 ? Text::tr("A strength cannot be negative: %1.").arg(value) : QString();
    });
}

ParsedNumbers parseTargets(const QString &text)
{
    try {
        return {.values = mapping::targetsFromText(inNotationOfC(text).toStdString()), .error = {}};
    } catch (const Error &error) {
        return {.values = {}, .error = sentence(QString::fromStdString(error.what()))};
    }
}

} // namespace odimo::widgets
