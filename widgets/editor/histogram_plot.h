// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/weight_histogram.h"
#include "widgets/base/figure.h"

#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

class QCustomPlot;

namespace odimo::widgets {

/// The values of a grid from -`most` to `most`; of more than can be told apart every second, third, ...
std::vector<double> shownValues(const mapping::WeightGrid &grid, double most);

/// How often the weights of a layer have which value, stacked by the unit of their channel, with the values that each
/// unit can hold above it.
class HistogramPlot : public QWidget {
    Q_OBJECT

public:
    explicit HistogramPlot(QWidget *parent = nullptr);
    /// `units`: the names.
    void setHistogram(const std::optional<mapping::WeightHistogram> &histogram, const QStringList &units);
    const std::optional<mapping::WeightHistogram> &histogram() const { return m_histogram; }
    const QStringList &units() const { return m_units; }
    Figure figure(const FigureStyle &style) const;
    /// "digital: 255 values, 0.002 apart" for each unit.
    QString gridText() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void redraw();
    void addBars();
    QString textOf(int unit) const;
    void addGrid(const mapping::WeightGrid &grid, double height);

    QCustomPlot *m_plot;
    std::optional<mapping::WeightHistogram> m_histogram;
    QStringList m_units;
};

} // namespace odimo::widgets
