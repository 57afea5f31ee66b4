// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/vary/variants_model.h"

#include "widgets/base/cells.h"
#include "widgets/base/format.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr int areaDigits = 4;

} // namespace

QString expectedCostText(double cost, mapping::Objective objective)
{
    // Costs of chips are from nano to whole units; the largest unit that leaves a digit before the point.
    const bool isLatency = objective == mapping::Objective::Latency;
    const QLocale locale;
    const double value = isLatency ? cost * 1e-3 : cost * 1e-6;
    struct Unit {
        double size;
        const char *prefix;
    };
    for (const Unit unit : {Unit{1, ""}, Unit{1e-3, "m"}, Unit{1e-6, "µ"}, Unit{1e-9, "n"}})
        if (value >= unit.size || unit.size == 1e-9) {
            const double scaled = value / unit.size;
            const int decimals = scaled >= 100 ? 1 : scaled >= 10 ? 2 : 3;
            return locale.toString(scaled, 'f', decimals) + QStringLiteral(" ") + QString::fromUtf8(unit.prefix) +
                   (isLatency ? QStringLiteral("s") : QStringLiteral("J"));
        }
    return {};
}

int VariantsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.variants.size());
}

int VariantsModel::columnCount(const QModelIndex &parent) const
{
    constexpr int figures = 6;
    return parent.isValid() ? 0 : static_cast<int>(m_values.names.size()) + figures + (m_values.hasArea ? 1 : 0);
}

void VariantsModel::setValues(const VariantsValues &values)
{
    beginResetModel();
    m_values = values;
    endResetModel();
}

std::optional<VariantsModel::Figure> VariantsModel::figureOf(int column) const
{
    const int behind = column - static_cast<int>(m_values.names.size());
    return behind < 0 ? std::nullopt : std::optional(static_cast<Figure>(behind + (m_values.hasArea ? 0 : 1)));
}

bool VariantsModel::winsSomewhere(std::size_t variant) const
{
    return std::ranges::find(m_values.winners, variant, &WinnerRange::variant) != m_values.winners.end();
}

QString VariantsModel::remarkOf(const VariantRow &row) const
{
    QStringList remarks;
    if (row.isStated)
        remarks << tr("as stated");
    if (row.front.empty())
        remarks << tr("beyond the limits");
    else if (row.isUndominated && m_values.hasArea)
        remarks << tr("worth its area");
    return remarks.join(tr(", "));
}

QVariant VariantsModel::figure(const VariantRow &row, Figure figure, bool isSort) const
{
    const auto cost = [&](const ExpectedMapping &mapping) {
        return isSort ? QVariant(mapping.cost) : expectedCostText(mapping.cost, m_values.objective);
    };
    const auto accuracy = [&](const ExpectedMapping &mapping) {
        return isSort ? QVariant(mapping.accuracy) : accuracyText(mapping.accuracy);
    };
    const bool needsFront = figure != Figure::Area && figure != Figure::Remark;
    if (needsFront && row.front.empty())
        return isSort ? QVariant(HUGE_VAL) : QVariant();
    switch (figure) {
    case Figure::Area:
        return isSort ? QVariant(row.area.value_or(0)) : QLocale().toString(row.area.value_or(0), 'g', areaDigits);
    case Figure::Cheapest:
        return cost(row.front.front());
    case Figure::CheapestAccuracy:
        return accuracy(row.front.front());
    case Figure::Near:
        return row.near ? cost(*row.near) : isSort ? QVariant(HUGE_VAL) : QVariant(QStringLiteral("–"));
    case Figure::Best:
        return cost(row.front.back());
    case Figure::BestAccuracy:
        return accuracy(row.front.back());
    case Figure::Remark:
        return remarkOf(row);
    }
    return {};
}

QVariant VariantsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto at = static_cast<std::size_t>(index.row());
    const VariantRow &row = m_values.variants[at];
    const std::optional<Figure> figure = figureOf(index.column());
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(figure == Figure::Remark);
    if (role == Qt::FontRole && winsSomewhere(at))
        return boldCellFont();
    if (role == Qt::ToolTipRole && winsSomewhere(at))
        return tr("On the front of all variants together");
    if (role != Qt::DisplayRole && role != SortRole)
        return {};
    if (figure)
        return this->figure(row, *figure, role == SortRole);
    const QString value = row.constants.value(index.column());
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return role == SortRole && isNumber ? QVariant(number) : QVariant(value);
}

QVariant VariantsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const std::optional<Figure> figure = figureOf(section);
    if (role == Qt::TextAlignmentRole)
        return cellAlignment(figure == Figure::Remark);
    if (role == Qt::ToolTipRole && figure == Figure::Near)
        return tr("The cheapest mapping that loses at most one percentage point against the best of all variants");
    if (role != Qt::DisplayRole)
        return {};
    if (!figure)
        return m_values.names.value(section);
    switch (*figure) {
    case Figure::Area:
        return tr("Area");
    case Figure::Cheapest:
        return tr("Cheapest");
    case Figure::CheapestAccuracy:
    case Figure::BestAccuracy:
        return tr("Accuracy");
    case Figure::Near:
        return tr("Within 1 %");
    case Figure::Best:
        return tr("Most accurate");
    case Figure::Remark:
        return QString();
    }
    return {};
}

} // namespace odimo::widgets
