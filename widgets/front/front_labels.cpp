// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_labels.h"

#include <qcustomplot.h>

#include <cstdlib>

namespace odimo::widgets {

namespace {

/// Two lines of about the same length, if one is longer than there is room for.
QString wrapped(const QString &name, const QFontMetrics &metrics, double room)
{
    if (metrics.horizontalAdvance(name) <= room)
        return name;
    qsizetype best = -1;
    for (qsizetype at = name.indexOf(QLatin1Char(' ')); at >= 0; at = name.indexOf(QLatin1Char(' '), at + 1))
        if (best < 0 || std::abs(2 * at - name.size()) < std::abs(2 * best - name.size()))
            best = at;
    return best < 0 ? name : QString(name).replace(best, 1, QLatin1Char('\n'));
}

} // namespace

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
        const QString text = wrapped(named.name, metrics, area.width() / 2);
        const QSizeF size = metrics.size(0, text) + QSize(4, 0);
        const QPointF corner = labelCorner(named.marker, size, taken, area);
        m_labels[index]->setText(text);
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
            names << label->text().replace(QLatin1Char('\n'), QLatin1Char(' '));
    return names;
}

} // namespace odimo::widgets
