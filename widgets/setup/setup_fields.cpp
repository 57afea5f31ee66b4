// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/setup_fields.h"

#include "core/base/error.h"
#include "core/mapping/target_text.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::setup)
};

/// Empty if the number may stand in the list.
using Objection = QString (*)(double value);

ParsedNumbers parseNumbers(const QString &text, const QString &notANumber, Objection objection)
{
    static const QRegularExpression separator(QStringLiteral("[\\s,;]+"));
    ParsedNumbers parsed;
    for (const QString &word : text.split(separator, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double value = word.toDouble(&isNumber);
        parsed.error = isNumber && std::isfinite(value) ? objection(value) : notANumber.arg(word);
        if (!parsed.error.isEmpty())
            return parsed;
        parsed.values.push_back(value);
    }
    return parsed;
}

} // namespace

ParsedNumbers parseStrengths(const QString &text)
{
    return parseNumbers(text, Text::tr("\"%1\" is not a number. Write strengths like 0.1, 0.3, 1."), [](double value) {
        return value < 0 ? Text::tr("A strength cannot be negative: %1.").arg(value) : QString();
    });
}

ParsedNumbers parseTargets(const QString &text)
{
    try {
        return {.values = mapping::targetsFromText(text.toStdString()), .error = {}};
    } catch (const Error &error) {
        return {.values = {}, .error = sentence(QString::fromStdString(error.what()))};
    }
}

} // namespace odimo::widgets
