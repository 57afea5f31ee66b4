// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/split_figure.h"

#include "widgets/layers/bar_rows.h"
#include "widgets/layers/split_values.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::SplitFigure)
};

BarRow rowOf(const LayerSplit &layer)
{
    BarRow row{.name = layer.name};
    const double all = std::max(1, std::accumulate(layer.channels.begin(), layer.channels.end(), 0));
    QStringList counts;
    int before = 0;
    for (std::size_t unit = 0; unit < layer.channels.size(); ++unit) {
        const int channels = layer.channels[unit];
        if (channels > 0)
            row.parts.push_back({.from = 100 * before / all,
                                 .to = 100 * (before + channels) / all,
                                 .fill = BarFill::Unit,
                                 .units = {static_cast<int>(unit)}});
        before += channels;
        counts << QString::number(channels);
    }
    row.value = counts.join(QStringLiteral(" + "));
    return row;
}

} // namespace

Figure splitFigure(const SplitValues &split, const FigureStyle &style)
{
    std::vector<BarRow> rows;
    for (const LayerSplit &layer : split.layers)
        rows.push_back(rowOf(layer));
    std::vector<BarLegendEntry> legend;
    for (qsizetype unit = 0; unit < split.units.size(); ++unit)
        legend.push_back({split.units[unit], {.fill = BarFill::Unit, .units = {static_cast<int>(unit)}}});
    BarRows bars;
    bars.setRows(std::move(rows), Text::tr("Channels (%)"), std::move(legend));
    return bars.figure(style);
}

} // namespace odimo::widgets
