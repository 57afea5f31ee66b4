// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup_fields.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>

namespace odimo::widgets {

ParsedStrengths parseStrengths(const QString &text)
{
    static const QRegularExpression separator(QStringLiteral("[\\s,;]+"));
    ParsedStrengths parsed;
    for (const QString &word : text.split(separator, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double value = word.toDouble(&isNumber);
        if (!isNumber || !std::isfinite(value)) {
            parsed.error = QCoreApplication::translate("odimo::widgets::setup",
                                                       "\"%1\" is not a number. Write strengths like 0.1, 0.3, 1.")
                               .arg(word);
            return parsed;
        }
        if (value < 0) {
            parsed.error =
                QCoreApplication::translate("odimo::widgets::setup", "A strength cannot be negative: %1.").arg(word);
            return parsed;
        }
        parsed.values.push_back(value);
    }
    return parsed;
}

} // namespace odimo::widgets
