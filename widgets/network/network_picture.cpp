// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_picture.h"

#include "widgets/base/theme.h"
#include "widgets/network/network_legend.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <memory>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::NetworkPicture)
};

/// The network below its title and legend.
class Page {
public:
    explicit Page(const NetworkPicture &picture) : m_picture(picture)
    {
        LaidPicture laid = laidOut(picture);
        m_style = std::move(laid.style);
        m_drawing = std::move(laid.drawing);
        const QFontMetricsF metrics(m_style.font);
        m_line = metrics.height() * 1.8;
        const double heading = std::max(metrics.averageCharWidth() * 70, // The legend.
                                        metrics.horizontalAdvance(pictureTitle(picture.values)) * 1.3);
        m_size = QSizeF(std::max(m_drawing.bounds.width(), heading), m_drawing.bounds.height() + 2 * m_line).toSize();
    }

    QSize size() const { return m_size; }

    void paint(QPainter &painter) const
    {
        painter.fillRect(QRect(QPoint(), m_size), plotColors(m_style.palette).background);
        paintTitle(painter);
        painter.save();
        paintNetworkLegend(painter, QRectF(0, m_line, m_size.width(), m_line).toRect(), m_picture.values.units, m_style,
                           m_drawing.network);
        painter.restore();
        painter.translate(QPointF((m_size.width() - m_drawing.bounds.width()) / 2, 2 * m_line) -
                          m_drawing.bounds.topLeft());
        for (const QPainterPath &line : m_drawing.lines)
            paintLine(painter, line, m_style, false);
        for (std::size_t node = 0; node < m_drawing.boxes.size(); ++node)
            paintNode(painter, m_drawing.boxes[node], m_drawing.network.nodes[node], m_style, {});
    }

private:
    void paintTitle(QPainter &painter) const
    {
        QFont bold = m_style.font;
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(m_style.palette.color(QPalette::Text));
        const double pad = QFontMetricsF(m_style.font).averageCharWidth();
        painter.drawText(QRectF(pad, 0, m_size.width() - pad, m_line), Qt::AlignLeft | Qt::AlignVCenter,
                         pictureTitle(m_picture.values));
    }

    NetworkPicture m_picture;
    NodeStyle m_style;
    NetworkDrawing m_drawing;
    double m_line = 0;
    QSize m_size;
};

} // namespace

LaidPicture laidOut(const NetworkPicture &picture)
{
    ShownNetwork shown = shownNetwork(picture.values, picture.closed);
    NodeStyle style{
        .font = picture.font, .palette = picture.palette, .coloring = picture.coloring, .hasHandles = false};
    style.most = shown.most(picture.coloring).value_or(1);
    const network::GraphLayout layout = layeredLayout(boxGraph(shown, style.font), layoutGaps(style.font));
    NetworkDrawing drawing = drawingOf(std::move(shown), layout, style.font);
    return {.style = std::move(style), .drawing = std::move(drawing)};
}

QString pictureTitle(const NetworkValues &values)
{
    return values.run == 0 ? values.name
                           : Text::tr("%1, run %2: %3").arg(values.name).arg(values.run).arg(values.mapping);
}

Figure networkFigure(const NetworkPicture &picture)
{
    const auto page = std::make_shared<Page>(picture);
    return paintedFigure(page->size(), [page](QPainter &painter) { page->paint(painter); });
}

} // namespace odimo::widgets
