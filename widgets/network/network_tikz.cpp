// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_tikz.h"

#include "core/base/tikz_picture.h"
#include "widgets/base/color_sequence.h"

#include <QFontMetricsF>
#include <QLocale>

#include <algorithm>
#include <array>
#include <numeric>

namespace odimo::widgets {

namespace {

constexpr double pointsPerUnit = 72 / unitsPerInch;

std::string nameOf(const QColor &color) { return color.name().toStdString(); }

TikzPlace placeOf(const QPointF &place) { return {.x = place.x() * pointsPerUnit, .y = place.y() * pointsPerUnit}; }

/// Texts are as large as on the screen; those of LaTeX are narrower, and so fit.
class TikzPainter {
public:
    TikzPainter(const NetworkPicture &picture, LaidPicture laid)
        : m_picture(picture), m_style(std::move(laid.style)), m_drawing(std::move(laid.drawing)),
          m_metrics(m_style.font), m_line(m_metrics.height())
    {
    }

    std::string text()
    {
        paintLegend();
        for (const QPainterPath &path : m_drawing.lines)
            paintLine(path);
        for (std::size_t node = 0; node < m_drawing.boxes.size(); ++node)
            paintNode(m_drawing.boxes[node], m_drawing.network.nodes[node]);
        return m_tikz.text();
    }

private:
    void write(const QPointF &place, const QString &text, const QColor &color, TikzAnchor anchor = TikzAnchor::Begin,
               bool isBold = false)
    {
        if (!text.isEmpty())
            m_tikz.add(TikzLabel{.place = placeOf(place),
                                 .text = text.toStdString(),
                                 .anchor = anchor,
                                 .size = 0.7 * m_line * pointsPerUnit,
                                 .color = nameOf(color),
                                 .isBold = isBold});
    }

    void fill(const QRectF &place, const QColor &color, int unit = -1)
    {
        const UnitColors look = unitColors(std::max(unit, 0), m_style.palette);
        m_tikz.add(TikzBox{.corner = placeOf(place.topLeft()),
                           .width = place.width() * pointsPerUnit,
                           .height = place.height() * pointsPerUnit,
                           .fill = nameOf(color),
                           .hatch = unit >= 0 && look.hatched ? nameOf(look.outline) : std::string()});
    }

    /// Above the network: the units, or a scale with its ends.
    void paintLegend()
    {
        const QColor text = m_style.palette.color(QPalette::Text);
        const double base = m_drawing.bounds.top() - m_line / 2, high = 0.7 * m_line;
        double x = m_drawing.bounds.left();
        if (m_style.coloring == NodeColoring::Units) {
            for (int unit = 0; unit < m_picture.values.units.size(); ++unit) {
                fill(QRectF(x, base - high, 2 * m_line, high), unitColors(unit, m_style.palette).fill, unit);
                write({x + 2.4 * m_line, base}, m_picture.values.units[unit], text);
                x += 3.4 * m_line + m_metrics.horizontalAdvance(m_picture.values.units[unit]);
            }
            return;
        }
        write({x, base}, coloringTitle(m_style.coloring) + QStringLiteral(": 0"), text);
        x += m_metrics.horizontalAdvance(coloringTitle(m_style.coloring)) + 2 * m_line;
        constexpr int steps = 12;
        for (int step = 0; step < steps; ++step)
            fill(QRectF(x + step * m_line / 2, base - high, m_line / 2, high), sequenceColor(step / (steps - 1.0)));
        write({x + (steps + 1) * m_line / 2, base}, coloringText(m_style.coloring, m_style.most), text);
    }

    void paintLine(const QPainterPath &path)
    {
        TikzLine line{.from = placeOf(path.elementAt(0)),
                      .color = nameOf(plotColors(m_style.palette).dominated),
                      .width = 0.8,
                      .isArrow = true};
        for (int at = 1; at < path.elementCount(); ++at) {
            const QPainterPath::Element element = path.elementAt(at);
            if (element.type == QPainterPath::CurveToElement) { // Two more follow, of which the second is its end.
                line.steps.push_back({.to = placeOf(path.elementAt(at + 2)),
                                      .controls = std::array{placeOf(element), placeOf(path.elementAt(at + 1))}});
                at += 2;
            } else {
                line.steps.push_back({.to = placeOf(element)});
            }
        }
        line.steps.back().to.y += lineRim(m_style.font) / 2 * pointsPerUnit; // The head is part of the line here.
        m_tikz.add(line);
    }

    void paintNode(const QRectF &box, const ShownNode &shown)
    {
        const NetworkNode &node = shown.values;
        const std::optional<double> value = node.value(m_style.coloring);
        const QColor body = value ? sequenceColor(*value / m_style.most)
                                  : m_style.palette.color(node.outChannels > 0 ? QPalette::Button : QPalette::Base);
        const QColor text = value ? textColorOn(body) : m_style.palette.color(QPalette::Text);
        m_tikz.add(TikzBox{.corner = placeOf(box.topLeft()),
                           .width = box.width() * pointsPerUnit,
                           .height = box.height() * pointsPerUnit,
                           .fill = nameOf(body),
                           .outline = nameOf(plotColors(m_style.palette).dominated),
                           .radius = 0.3 * m_line * pointsPerUnit});
        const double margin = 0.4 * m_line;
        const QRectF inner = box.adjusted(margin, margin, -margin, -margin);
        const auto base = [&](int row) {
            return inner.top() + row * m_line + 0.75 * m_line;
        };
        write({inner.left(), base(0)}, fitting(node.name, inner.width()), text, TikzAnchor::Begin, true);
        write({inner.left(), base(1)}, node.operation, text);
        write({inner.right(), base(1)}, node.shape, text, TikzAnchor::End);
        if (node.outChannels == 0)
            return;
        if (value)
            write({inner.left(), base(2) + 0.15 * m_line}, coloringText(m_style.coloring, *value), text);
        else
            paintBar(QRectF(inner.left(), inner.top() + 2.15 * m_line, inner.width(), 0.95 * m_line), node.channels);
    }

    QString fitting(const QString &name, double width) const
    {
        return m_metrics.elidedText(name, Qt::ElideMiddle, width);
    }

    void paintBar(const QRectF &bar, const std::vector<int> &channels)
    {
        const double all = std::max(1, std::accumulate(channels.begin(), channels.end(), 0));
        double x = bar.left();
        for (std::size_t unit = 0; unit < channels.size(); ++unit) {
            const double width = channels[unit] / all * bar.width();
            const QString number = QString::number(channels[unit]);
            const UnitColors look = unitColors(static_cast<int>(unit), m_style.palette);
            if (channels[unit] > 0)
                fill(QRectF(x, bar.top(), width, bar.height()), look.fill, static_cast<int>(unit));
            if (width > m_metrics.horizontalAdvance(number) + m_line / 2) {
                const double half = m_metrics.horizontalAdvance(number) / 2;
                if (look.hatched) // A number over lines cannot be read.
                    fill(QRectF(x + width / 2 - half, bar.top(), 2 * half, bar.height()), look.fill);
                write({x + width / 2, bar.top() + 0.75 * m_line}, number, look.text, TikzAnchor::Middle);
            }
            x += width;
        }
    }

    const NetworkPicture &m_picture;
    NodeStyle m_style;
    NetworkDrawing m_drawing;
    QFontMetricsF m_metrics;
    double m_line; ///< The height of a line of text.
    TikzPicture m_tikz;
};

} // namespace

std::string networkTikz(const NetworkPicture &picture)
{
    NetworkPicture onPaper = picture;
    onPaper.palette = lightPalette();
    return TikzPainter(onPaper, laidOut(onPaper)).text();
}

} // namespace odimo::widgets
