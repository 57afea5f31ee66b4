// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/label_place.h"
#include "widgets/base/plot_style.h"

#include <QString>

#include <vector>

class QCustomPlot;
class QCPItemText;

namespace odimo::widgets {

/// A name that stands beside its marker.
struct MarkerName {
    QString name;
    MarkerPlace marker;
};

/// The names of markers in a plot that owns the texts, each where it covers least.
class FrontLabels {
public:
    explicit FrontLabels(QCustomPlot &plot);

    void setColors(const PlotColors &colors);
    /// `taken`: what names should not cover, in pixels.
    void place(const std::vector<MarkerName> &names, std::vector<QRectF> taken);
    /// The names that are seen.
    QStringList shown() const;

private:
    QColor faintBackground() const;
    QCPItemText *addLabel();

    QCustomPlot &m_plot;
    std::vector<QCPItemText *> m_labels;
    PlotColors m_colors;
};

} // namespace odimo::widgets
