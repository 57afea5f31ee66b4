// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_picture.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "widgets/base/theme.h"
#include "widgets/network/network_legend.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <algorithm>
#include <string_view>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::NetworkPicture)
};

constexpr double dotsPerInch = 96;

QString describe(const NetworkValues &values)
{
    const QString program = Text::tr("ODiMO Explorer");
    return values.run == 0 ? program : QStringLiteral("%1, run=%2").arg(program).arg(values.run);
}

/// The network below its title and legend.
class Page {
public:
    explicit Page(const NetworkPicture &picture)
        : m_picture(picture), m_style{.font = picture.font, .palette = lightPalette(), .coloring = picture.coloring}
    {
        ShownNetwork shown = shownNetwork(picture.values, picture.closed);
        m_style.hasHandles = false;
        m_style.most = shown.most(picture.coloring).value_or(1);
        const network::GraphLayout layout = layeredLayout(boxGraph(shown, m_style.font), layoutGaps(m_style.font));
        m_drawing = drawingOf(std::move(shown), layout, m_style.font);
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

    const NetworkPicture &m_picture;
    NodeStyle m_style;
    NetworkDrawing m_drawing;
    double m_line = 0;
    QSize m_size;
};

QByteArray svgOf(const Page &page, const NetworkPicture &picture)
{
    QBuffer buffer;
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(static_cast<int>(dotsPerInch));
    svg.setSize(page.size());
    svg.setViewBox(QRect(QPoint(), page.size()));
    svg.setTitle(pictureTitle(picture.values));
    svg.setDescription(describe(picture.values));
    QPainter painter(&svg);
    page.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray pdfOf(const Page &page, const NetworkPicture &picture)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(pictureTitle(picture.values));
    pdf.setCreator(describe(picture.values));
    pdf.setResolution(static_cast<int>(dotsPerInch));
    pdf.setPageSize(
        QPageSize(QSizeF(page.size()) * 72 / dotsPerInch, QPageSize::Point, QString(), QPageSize::ExactMatch));
    pdf.setPageMargins({});
    QPainter painter(&pdf);
    page.paint(painter);
    painter.end();
    return buffer.data();
}

QByteArray pngOf(const Page &page, const NetworkPicture &picture)
{
    constexpr double mostPixels = 16000; // On a side; larger images are refused by many programs.
    const double scale = std::min(2.0, mostPixels / std::max(page.size().width(), page.size().height()));
    QImage image((QSizeF(page.size()) * scale).toSize(), QImage::Format_RGB32);
    image.setText(QStringLiteral("Title"), pictureTitle(picture.values));
    image.setText(QStringLiteral("Description"), describe(picture.values));
    QPainter painter(&image);
    painter.scale(scale, scale);
    page.paint(painter);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray bytesOf(const NetworkPicture &picture, const std::filesystem::path &file)
{
    const Page page(picture);
    const std::string ending = file.extension().string();
    if (ending == ".svg")
        return svgOf(page, picture);
    if (ending == ".pdf")
        return pdfOf(page, picture);
    if (ending == ".png")
        return pngOf(page, picture);
    throw Error("Pictures are written as .svg, .pdf or .png, not as " + file.string() + ".");
}

} // namespace

QString pictureTitle(const NetworkValues &values)
{
    return values.run == 0 ? values.name
                           : Text::tr("%1, run %2: %3").arg(values.name).arg(values.run).arg(values.mapping);
}

void saveNetworkPicture(const NetworkPicture &picture, const std::filesystem::path &file)
{
    const QByteArray bytes = bytesOf(picture, file);
    writeText(file, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace odimo::widgets
