// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/figure.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/version.h"
#include "widgets/base/clipped_svg.h"

#include <qcustomplot.h>

#include <QBuffer>
#include <QImage>
#include <QPdfWriter>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace odimo::widgets {

namespace {

constexpr double pointsPerInch = 72;

double width_mmOf(const QSizeF &size, const FigureFile &file)
{
    return file.width_mm > 0 ? file.width_mm : size.width() / unitsPerInch * millimetresPerInch;
}

void paint(const Figure &figure, QPaintDevice &device, double scale, QCPPainter::PainterModes modes)
{
    QCPPainter painter;
    painter.begin(&device);
    painter.setModes(modes);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    figure.paint(painter);
    painter.end();
}

QString source(const FigureFile &file) { return QString::fromStdString(originLine(file.source)); }

QByteArray svgOf(const Figure &figure, const FigureFile &file)
{
    QBuffer buffer;
    ClippedSvg svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(static_cast<int>(unitsPerInch));
    svg.setSize(figure.size.toSize());
    svg.setViewBox(QRectF(QPointF(), figure.size));
    svg.setTitle(QStringLiteral("t")); // Some versions write them without escaping.
    svg.setDescription(QStringLiteral("d"));
    paint(figure, svg, 1, QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    // The generator knows whole units only.
    const double width = width_mmOf(figure.size, file);
    static const QRegularExpression size(QStringLiteral("<svg width=\"[^\"]*\" height=\"[^\"]*\""));
    QString text = svg.withClips(QString::fromUtf8(buffer.data()));
    const QRegularExpressionMatch found = size.match(text);
    if (found.hasMatch())
        text.replace(found.capturedStart(), found.capturedLength(),
                     QStringLiteral("<svg width=\"%1mm\" height=\"%2mm\"")
                         .arg(width, 0, 'g', 8)
                         .arg(width * figure.size.height() / figure.size.width(), 0, 'g', 8));
    text.replace(QLatin1String("<title>t</title>"),
                 QStringLiteral("<title>%1</title>").arg(file.title.toHtmlEscaped()));
    text.replace(QLatin1String("<desc>d</desc>"), QStringLiteral("<desc>%1</desc>").arg(source(file).toHtmlEscaped()));
    return text.toUtf8();
}

QByteArray pdfOf(const Figure &figure, const FigureFile &file)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&buffer);
    pdf.setTitle(file.title);
    pdf.setCreator(source(file)); // The only other text that Qt writes into every file.
    pdf.setResolution(static_cast<int>(unitsPerInch));
    const double scale = width_mmOf(figure.size, file) / millimetresPerInch * unitsPerInch / figure.size.width();
    pdf.setPageSize(QPageSize(figure.size * scale * pointsPerInch / unitsPerInch, QPageSize::Point, QString(),
                              QPageSize::ExactMatch));
    pdf.setPageMargins({});
    paint(figure, pdf, scale, QCPPainter::pmVectorized | QCPPainter::pmNoCaching);
    return buffer.data();
}

QByteArray pngOf(const Figure &figure, const FigureFile &file)
{
    QImage image = imageOf(figure, pixelsOf(figure.size, file));
    const double dotsPerMetre = image.width() / width_mmOf(figure.size, file) * 1000;
    image.setDotsPerMeterX(static_cast<int>(std::lround(dotsPerMetre)));
    image.setDotsPerMeterY(static_cast<int>(std::lround(dotsPerMetre)));
    image.setText(QStringLiteral("Title"), file.title);
    image.setText(QStringLiteral("Description"), source(file));
    image.setText(QStringLiteral("Software"), QStringLiteral("ODiMO %1").arg(QLatin1String(version())));
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray bytesOf(const Figure &figure, const FigureFile &file)
{
    const std::string ending = file.path.extension().string();
    if (ending == ".svg")
        return svgOf(figure, file);
    if (ending == ".pdf")
        return pdfOf(figure, file);
    if (ending == ".png")
        return pngOf(figure, file);
    throw Error("Pictures are written as .svg, .pdf or .png, not as " + file.path.string() + ".");
}

} // namespace

Figure plotFigure(std::shared_ptr<QWidget> widget, QCustomPlot &plot, const QSizeF &size)
{
    return {.size = size, .paint = [widget = std::move(widget), &plot, size](QCPPainter &painter) {
                plot.toPainter(&painter, static_cast<int>(size.width()), static_cast<int>(size.height()));
            }};
}

Figure paintedFigure(const QSizeF &size, std::function<void(QPainter &)> paint)
{
    return {.size = size, .paint = [paint = std::move(paint)](QCPPainter &painter) {
                paint(painter);
            }};
}

QSize pixelsOf(const QSizeF &size, const FigureFile &file)
{
    constexpr double mostPixels = 16000; // On a side.
    const double wanted = width_mmOf(size, file) / millimetresPerInch * file.dotsPerInch / size.width();
    const double scale = std::min(wanted, mostPixels / std::max(size.width(), size.height()));
    return {std::max(1, static_cast<int>(std::lround(size.width() * scale))),
            std::max(1, static_cast<int>(std::lround(size.height() * scale)))};
}

QImage imageOf(const Figure &figure, const QSize &pixels)
{
    QImage image(pixels.expandedTo({1, 1}), QImage::Format_RGB32);
    image.fill(Qt::white);
    paint(figure, image, image.width() / figure.size.width(), QCPPainter::pmNoCaching | QCPPainter::pmNonCosmetic);
    return image;
}

void writeFigure(const Figure &figure, const FigureFile &file)
{
    const QByteArray bytes = bytesOf(figure, file);
    writeText(file.path, std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace odimo::widgets
