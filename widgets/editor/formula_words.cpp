// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/formula_words.h"

#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FormulaWords)
};

/// What cost models and layers call their quantities, with the units and the signs that are words.
constexpr std::array words{
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "channels"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "groups"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "channel blocks"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "row blocks"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "cycles per channel block"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "moving activations"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "bytes per cycle"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "input channels"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "output height"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "output width"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "kernel height"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "kernel width"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "loading weights"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "cycles per row"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "column loads"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "row loads"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "pixels at once"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "power of two for whose copies there is room: "),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", " in "),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "operations"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "cycles of one"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "as the cost model states: "),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "no channels"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "slowest unit"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "slowest datapath"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "conversions of layouts"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "latency"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "power"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "clock"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "energy of one"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "energy"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "cycles"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "blocks"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "loads"),
    QT_TRANSLATE_NOOP("odimo::widgets::FormulaWords", "pixels"),
};

QString wordText(const std::string &word)
{
    return QCoreApplication::translate("odimo::widgets::FormulaWords", word.c_str());
}

QString signText(const std::string &sign) { return wordText(sign).replace(QLatin1Char('*'), QChar(0x00d7)); }

QString unitText(const std::string &unit) { return unit == "uJ" ? axisUnit(CostAxis::Microjoules) : wordText(unit); }

QString numberOf(const platform::FormulaPart &part)
{
    const QString number = localNumber(*part.value, 'g', part.digits);
    return part.unit.empty() ? number : Text::tr("%1 %2").arg(number, unitText(part.unit));
}

} // namespace

QStringList formulaWords()
{
    QStringList known;
    for (const char *word : words)
        known << QString::fromLatin1(word);
    return known;
}

QString labelText(const platform::Label &label)
{
    if (label.units.empty())
        return wordText(label.word);
    QStringList names;
    for (const std::string &unit : label.units)
        names << QString::fromStdString(unit);
    const QString all = names.join(Text::tr(" and "));
    return names.size() == 1 ? Text::tr("while %1 runs").arg(all) : Text::tr("while %1 run").arg(all);
}

QString titleText(const mapping::ExplainedPart &part)
{
    if (part.unit.empty())
        return part.total == mapping::Objective::Latency ? Text::tr("latency") : Text::tr("energy");
    return Text::tr("%1, %L2 of %L3 channels")
        .arg(QString::fromStdString(part.unit))
        .arg(part.channels)
        .arg(part.ofChannels);
}

QString calculationText(const platform::Formula &formula)
{
    QString text;
    for (const platform::FormulaPart &part : formula)
        text += part.value ? numberOf(part) : signText(part.sign);
    return text;
}

QString formulaText(const platform::Formula &formula)
{
    QString text;
    for (const platform::FormulaPart &part : formula)
        text += part.name ? labelText(*part.name) : part.value ? numberOf(part) : signText(part.sign);
    return text;
}

QString resultText(const platform::ExplainedTerm &term)
{
    return Text::tr("%1 %2").arg(localNumber(term.value, 'g', 8), unitText(term.unit));
}

} // namespace odimo::widgets
