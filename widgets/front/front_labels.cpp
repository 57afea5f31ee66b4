// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_labels.h"

#include <qcustomplot.h>

namespace odimo::widgets {

FrontLabels::FrontLabels(QCustomPlot &plot) : m_plot(plot), m_colors(plotColors(plot.palette())) {}

QColor FrontLabels::faintBackground() const
{
    QColor background = m_colors.background;
    background.setAlphaF(0.6F);
    return background;
}

QCPItemText *FrontLabels::addLabel()
{
    auto *label = new QCPItemText(&m_plot);
    label->setFont(m_plot.font());
    label->setColor(m_colors.text);
    label->setBrush(faintBackground());
    label->setLayer(QStringLiteral("legend")); // Above the lines it may have to cover.
    label->setPadding(QMargins(2, 0, 2, 0));
    label->setSelectable(false);
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->position->setType(QCPItemPosition::ptAbsolute);
    return label;
}

void FrontLabels::place(const std::vector<MarkerName> &names, std::vector<QRectF> taken)
{
    while (m_labels.size() < names.size())
        m_labels.push_back(addLabel());
    for (QCPItemText *label : m_labels)
        label->setVisible(false);
    const QRectF area = m_plot.axisRect()->rect();
    const QFontMetrics metrics = m_plot.fontMetrics();
    for (std::size_t index = 0; index < names.size(); ++index) {
        const MarkerName &named = names[index];
        if (!area.contains(named.marker.at))
            continue;
        const QSizeF size(metrics.horizontalAdvance(named.name) + 4, metrics.height());
        const QPointF corner = labelCorner(named.marker, size, taken, area);
        m_labels[index]->setText(named.name);
        m_labels[index]->position->setCoords(corner.x(), corner.y());
        m_labels[index]->setVisible(true);
        taken.emplace_back(corner, size);
    }
}

void FrontLabels::setColors(const PlotColors &colors)
{
    m_colors = colors;
    for (QCPItemText *label : m_labels) {
        label->setColor(colors.text);
        label->setBrush(faintBackground());
        label->setFont(m_plot.font());
    }
}

QStringList FrontLabels::shown() const
{
    QStringList names;
    for (const QCPItemText *label : m_labels)
        if (label->visible())
            names << label->text();
    return names;
}

} // namespace odimo::widgets
