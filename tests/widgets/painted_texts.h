// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QBuffer>
#include <QStringList>
#include <QSvgGenerator>
#include <QXmlStreamReader>

#include <qcustomplot.h>

namespace odimo::tests {

/// Every text of a widget that is seen, also those in drawings.
inline QStringList paintedTexts(QWidget &widget)
{
    QStringList texts;
    const auto collect = [&texts](auto paint) {
        QBuffer buffer;
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        paint(generator);
        QXmlStreamReader reader(buffer.data());
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QLatin1String("text"))
                texts << reader.readElementText();
    };
    collect([&](QSvgGenerator &generator) { widget.render(&generator); });
    for (QCustomPlot *plot : widget.findChildren<QCustomPlot *>()) // It paints itself as a picture.
        if (plot->isVisible())
            collect([&](QSvgGenerator &generator) {
                QCPPainter painter(&generator);
                painter.setMode(QCPPainter::pmVectorized);
                plot->toPainter(&painter, plot->width(), plot->height());
            });
    return texts;
}

} // namespace odimo::tests
