// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/vary/variants_presentation.h"

#include "core/base/error.h"
#include "core/host/vary/varied_data.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <numeric>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::VariantsPresentation)
};

/// The accuracy that a chip should hardly fall short of.
constexpr double smallLoss = 0.01;

widgets::ExpectedMapping expected(const host::PredictedEntry &entry, mapping::Objective objective)
{
    return {.cost = host::costOf(entry, objective), .accuracy = entry.accuracy};
}

widgets::VariantRow rowOf(const host::VariantFront &each, mapping::Objective objective, double best)
{
    widgets::VariantRow row;
    for (const platform::PlatformConstant &constant : each.variant.constants)
        row.constants << QString::fromStdString(platform::valueText(constant));
    if (!each.variant.operatingPoint.empty())
        row.constants << QString::fromStdString(each.variant.operatingPoint);
    row.name = QString::fromStdString(host::nameOf(each.variant));
    row.area = each.variant.area;
    row.isUndominated = each.isUndominated;
    row.isStated = each.variant.isStated;
    for (const host::PredictedEntry &entry : each.front)
        row.front.push_back(expected(entry, objective));
    const auto near = std::ranges::find_if(
        row.front, [best](const widgets::ExpectedMapping &mapping) { return mapping.accuracy >= best - smallLoss; });
    if (near != row.front.end())
        row.near = *near;
    return row;
}

double mostAreaFrom(const QString &text)
{
    bool isNumber = false;
    double area = QLocale().toDouble(text, &isNumber);
    if (!isNumber)
        area = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber)
        throw Error(Text::tr("the largest area \"%1\" is no number").arg(text).toStdString());
    return area;
}

} // namespace

widgets::VariationFields variationFields(const platform::Platform &platform, mapping::Objective objective)
{
    widgets::VariationFields fields;
    fields.objective = objective;
    for (const platform::PlatformConstant &constant : platform::constantsOf(platform))
        fields.constants.push_back({.name = QString::fromStdString(constant.name),
                                    .stated = QString::fromStdString(platform::valueText(constant)),
                                    .values = {}});
    return fields;
}

host::Variation variationOf(const widgets::VariationFields &fields)
{
    host::Variation variation;
    for (const widgets::VariableConstant &constant : fields.constants)
        if (!constant.values.isEmpty()) {
            QString values = constant.values;
            values.remove(QLatin1Char(' '));
            variation.constants.push_back(
                host::variedConstantFromText((constant.name + QLatin1Char('=') + values).toStdString()));
        }
    variation.operatingPoints = fields.operatingPoints;
    variation.area = fields.area.toStdString();
    if (!fields.mostArea.isEmpty())
        variation.mostArea = mostAreaFrom(fields.mostArea);
    if (variation.mostArea && variation.area.empty())
        throw Error(Text::tr("a largest area needs a formula of the area").toStdString());
    return variation;
}

widgets::VariantsValues variantsValues(const host::VariedFronts &fronts)
{
    widgets::VariantsValues values;
    values.objective = fronts.objective;
    for (const host::VariedConstant &constant : fronts.variation.constants)
        values.names << QString::fromStdString(constant.name);
    if (fronts.variation.operatingPoints)
        values.names << Text::tr("Point");
    values.hasArea = !fronts.variation.area.empty();
    const double best = fronts.common.empty() ? 0 : fronts.entryOf(fronts.common.back()).accuracy;
    std::vector<std::size_t> order(fronts.variants.size()), place(fronts.variants.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return fronts.variants[i].variant.area.value_or(0); });
    for (const std::size_t i : order) {
        place[i] = values.variants.size();
        values.variants.push_back(rowOf(fronts.variants[i], fronts.objective, best));
    }
    for (const host::WinningRange &range : host::winningRanges(fronts)) {
        widgets::WinnerRange &winner = values.winners.emplace_back();
        winner.variant = place[range.variant];
        for (std::size_t i = range.first; i <= range.last; ++i)
            winner.points.push_back(expected(fronts.entryOf(fronts.common[i]), fronts.objective));
    }
    values.table = host::variedTable(fronts);
    return values;
}

} // namespace odimo::explorer
