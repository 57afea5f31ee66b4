// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_legend.h"

#include "widgets/base/color_sequence.h"
#include "widgets/layers/split_bar.h"

#include <QEvent>
#include <QPainter>

namespace odimo::widgets {

namespace {

/// Writes from left to right.
class LegendLine {
public:
    LegendLine(QPainter &painter, const QRect &rect, const NodeStyle &style)
        : m_painter(painter), m_style(style), m_rest(rect)
    {
        painter.setFont(style.font);
        m_rest.setLeft(rect.left() + letter());
    }

    void write(const QString &text)
    {
        m_painter.setPen(m_style.palette.color(QPalette::WindowText));
        m_painter.drawText(m_rest, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        m_rest.setLeft(m_rest.left() + m_painter.fontMetrics().horizontalAdvance(text) + letter());
    }

    /// A place as high as the letters.
    QRect take(int letters)
    {
        const int height = m_painter.fontMetrics().ascent();
        const QRect place(m_rest.left(), m_rest.center().y() - height / 2, letters * letter(), height);
        m_rest.setLeft(place.right() + letter());
        return place;
    }

    void space() { m_rest.setLeft(m_rest.left() + 2 * letter()); }

private:
    int letter() const { return m_painter.fontMetrics().averageCharWidth(); }

    QPainter &m_painter;
    const NodeStyle &m_style;
    QRect m_rest;
};

} // namespace

void paintNetworkLegend(QPainter &painter, const QRect &rect, const QStringList &units, const NodeStyle &style,
                        const ShownNetwork &network)
{
    LegendLine line(painter, rect, style);
    if (style.coloring == NodeColoring::Units) {
        for (qsizetype unit = 0; unit < units.size(); ++unit) {
            paintUnitSwatch(painter, line.take(4), static_cast<int>(unit), style.palette);
            line.write(units[unit]);
            line.space();
        }
        return;
    }
    const std::optional<double> most = network.most(style.coloring);
    line.write(coloringTitle(style.coloring));
    line.space();
    if (!most)
        return line.write(NetworkLegend::tr("0 everywhere"));
    line.write(coloringText(style.coloring, 0));
    const QRect scale = line.take(24);
    QLinearGradient gradient(scale.topLeft(), scale.topRight());
    constexpr int stops = 16;
    for (int stop = 0; stop <= stops; ++stop)
        gradient.setColorAt(static_cast<double>(stop) / stops, sequenceColor(static_cast<double>(stop) / stops));
    painter.setPen(style.palette.color(QPalette::PlaceholderText));
    painter.setBrush(gradient);
    painter.drawRect(scale);
    line.write(coloringText(style.coloring, *most));
}

NetworkLegend::NetworkLegend(const NetworkScene &scene, QWidget *parent) : QWidget(parent), m_scene(scene)
{
    setOwnHeight();
    connect(&scene, &QGraphicsScene::changed, this, qOverload<>(&QWidget::update));
    setAccessibleName(tr("Legend of the network"));
}

void NetworkLegend::setOwnHeight() { setFixedHeight(fontMetrics().height() * 7 / 4); }

void NetworkLegend::setUnits(const QStringList &units)
{
    m_units = units;
    update();
}

void NetworkLegend::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintNetworkLegend(painter, rect(), m_units, m_scene.style(), m_scene.network());
}

void NetworkLegend::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        setOwnHeight();
    QWidget::changeEvent(event);
}

} // namespace odimo::widgets
