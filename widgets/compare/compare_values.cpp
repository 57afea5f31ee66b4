// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/compare/compare_values.h"

#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Compare)
};

QString percentText(double share, int decimals) { return QLocale().toString(100 * share, 'f', decimals); }

/// "+0.26" and "−1.10".
QString signedPercent(double share)
{
    const QString sign = share > 0 ? QStringLiteral("+") : share < 0 ? QString(QChar(0x2212)) : QString();
    return sign + percentText(std::abs(share), 2);
}

QString changeText(const QString &quantity, double first, double second, QString (*text)(double))
{
    const double change = first > 0 ? second / first - 1 : 0;
    const QString amount = std::abs(change) < 5e-5 ? Text::tr("the same %1").arg(quantity)
                           : change < 0            ? Text::tr("%1 % less %2").arg(percentText(-change, 1), quantity)
                                                   : Text::tr("%1 % more %2").arg(percentText(change, 1), quantity);
    return Text::tr("%1 (%2 to %3)").arg(amount, text(first), text(second));
}

} // namespace

QString costSentence(const CompareValues &values)
{
    if (!values.first || !values.second)
        return Text::tr("A run without a mapping has no cost to compare.");
    return Text::tr("B has %1 and %2.")
        .arg(changeText(Text::tr("latency"), values.first->latency_cycles, values.second->latency_cycles,
                        kilocyclesText),
             changeText(Text::tr("energy"), values.first->energy_uJ, values.second->energy_uJ, microjoulesText));
}

QString accuracySentence(const CompareValues &values)
{
    if (!values.accuracy)
        return Text::tr("One of them was not measured on its test images, so accuracies cannot be compared.");
    const CompareAccuracy &accuracy = *values.accuracy;
    const mapping::Interval &interval = accuracy.difference.interval;
    const QString range =
        Text::tr("95 % interval %1 to %2 %").arg(signedPercent(interval.low), signedPercent(interval.high));
    QString text = Text::tr("Accuracy %1 to %2, %3 % (%4)")
                       .arg(accuracyText(accuracy.first), accuracyText(accuracy.second),
                            signedPercent(accuracy.difference.difference), range);
    if (!accuracy.sameImages)
        return Text::tr("%1, measured on different images.").arg(text);
    return accuracy.difference.isClear()
               ? Text::tr("%1: a clear difference.").arg(text)
               : Text::tr("%1: %L2 images do not tell them apart.").arg(text).arg(accuracy.images);
}

} // namespace odimo::widgets
