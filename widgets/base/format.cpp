// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::Format)
};

/// A dash for what is no number: a share of nothing, or what was never measured.
QString decimals(double value, int digits)
{
    return std::isfinite(value) ? localNumber(value, 'f', digits) : QStringLiteral("–");
}

/// About four significant digits, never more than three after the point.
int digitsFor(double value)
{
    return std::abs(value) >= 1000 ? 0 : std::abs(value) >= 100 ? 1 : std::abs(value) >= 10 ? 2 : 3;
}

} // namespace

QString localNumber(double value, char format, int precision)
{
    return withMinusSign(QLocale().toString(value, format, precision));
}

QString withMinusSign(const QString &number)
{
    return number.startsWith(QLatin1Char('-')) ? QChar(0x2212) + number.mid(1) : number;
}

std::optional<mapping::Objective> objectiveOf(CostAxis axis)
{
    switch (axis) {
    case CostAxis::Kilocycles:
    case CostAxis::Milliseconds:
        return mapping::Objective::Latency;
    case CostAxis::Microjoules:
        return mapping::Objective::Energy;
    case CostAxis::Kilobytes:
        return std::nullopt;
    }
    return std::nullopt;
}

CostAxis axisOf(mapping::Objective objective)
{
    return objective == mapping::Objective::Latency ? CostAxis::Kilocycles : CostAxis::Microjoules;
}

double onAxis(double cost, mapping::Objective objective)
{
    return objective == mapping::Objective::Latency ? cost / 1000 : cost;
}

QString axisUnit(CostAxis axis)
{
    switch (axis) {
    case CostAxis::Kilocycles:
        return Text::tr("kcycles");
    case CostAxis::Milliseconds:
        return Text::tr("ms");
    case CostAxis::Microjoules:
        return Text::tr("µJ");
    case CostAxis::Kilobytes:
        return Text::tr("kB");
    }
    return {};
}

QString axisQuantity(CostAxis axis)
{
    switch (axis) {
    case CostAxis::Kilocycles:
    case CostAxis::Milliseconds:
        return Text::tr("Latency");
    case CostAxis::Microjoules:
        return Text::tr("Energy");
    case CostAxis::Kilobytes:
        return Text::tr("Size of the weights");
    }
    return {};
}

QString axisTitle(CostAxis axis) { return Text::tr("%1 (%2)").arg(axisQuantity(axis), axisUnit(axis)); }

QString signedText(double value, int decimals)
{
    const QString text = QLocale().toString(std::abs(value), 'f', decimals);
    if (text == QLocale().toString(0.0, 'f', decimals))
        return text;
    return value > 0 ? QLatin1Char('+') + text : withMinusSign(QLatin1Char('-') + text);
}

QString accuracyText(double fraction) { return Text::tr("%1 %").arg(decimals(100 * fraction, 2)); }

QString intervalText(const mapping::Interval &interval)
{
    return Text::tr("%1 to %2 %").arg(decimals(100 * interval.low, 2), decimals(100 * interval.high, 2));
}

QString cyclesText(double cycles) { return decimals(cycles, 0); }

QString kilocyclesText(double cycles)
{
    return Text::tr("%1 kcycles").arg(decimals(cycles / 1000, digitsFor(cycles / 1000)));
}

QString millisecondsText(double ms) { return Text::tr("%1 ms").arg(decimals(ms, digitsFor(ms))); }

QString microjoulesText(double uJ) { return Text::tr("%1 µJ").arg(decimals(uJ, digitsFor(uJ))); }

QString costText(double cost, mapping::Objective objective)
{
    return objective == mapping::Objective::Latency ? kilocyclesText(cost) : microjoulesText(cost);
}

QString kilobytesText(double bytes) { return Text::tr("%1 kB").arg(decimals(bytes / 1000, digitsFor(bytes / 1000))); }

QString strengthText(std::optional<double> strength)
{
    return strength ? QLocale().toString(*strength, 'g', 3) : QString();
}

QString durationText(double seconds)
{
    const auto whole = static_cast<long long>(std::llround(std::max(0.0, seconds)));
    if (whole < 60)
        return Text::tr("%1 s").arg(whole);
    const long long minutes = (whole + 30) / 60;
    if (minutes < 60)
        return Text::tr("%1 min").arg(minutes);
    return Text::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

QString remainingText(double seconds)
{
    if (seconds < 1)
        return Text::tr("less than a second");
    constexpr double leastShare = 0.8, mostShare = 1.4; // Estimates are rather too short.
    return rangeText(leastShare * seconds, mostShare * seconds);
}

QString rangeText(double least_s, double most_s)
{
    const auto rounded = [](double value) {
        const double step = value < 10 ? 1 : value < 60 ? 5 : value < 600 ? 30 : value < 3600 ? 60 : 600;
        return std::max(1.0, std::round(value / step)) * step;
    };
    const double low = rounded(least_s), high = rounded(most_s);
    if (high < 60)
        return low < high ? Text::tr("%1 to %2 s").arg(low).arg(high) : Text::tr("%1 s").arg(high);
    if (high < 3600) {
        const double lowMinutes = std::max(1.0, std::floor(low / 60)), highMinutes = std::ceil(high / 60);
        return lowMinutes < highMinutes ? Text::tr("%1 to %2 min").arg(lowMinutes).arg(highMinutes)
                                        : Text::tr("%1 min").arg(highMinutes);
    }
    return Text::tr("%1 to %2").arg(durationText(low), durationText(high));
}

QString sentence(const QString &message)
{
    QString text = message.trimmed();
    static const QRegularExpression plainWord(QStringLiteral("^[a-z]+ "));
    if (plainWord.match(text).hasMatch())
        text[0] = text[0].toUpper();
    if (!text.isEmpty() && text.back().isLetterOrNumber())
        text += QLatin1Char('.');
    return text;
}

} // namespace odimo::widgets
