// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "widgets/base/figure.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_figure.h"

#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

class SplitFigureTest : public QObject {
    Q_OBJECT

private slots:
    void everyLayerHasItsBarAndNumbers()
    {
        const SplitValues split = tests::sampleSplit();
        const QTemporaryDir folder;
        const QString path = folder.filePath("split.svg");
        writeFigure(splitFigure(split, style(400)), {.path = path.toStdString()});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        for (const LayerSplit &layer : split.layers)
            QVERIFY2(svg.contains(">" + layer.name + "<"), qPrintable(layer.name));
        for (const QString &unit : split.units)
            QVERIFY2(svg.contains(">" + unit + "<"), qPrintable(unit));
    }

    void barsKeepAThirdBesideLongNames()
    {
        SplitValues split = tests::sampleSplit();
        split.layers.front().name = "a.very.long.name.of.a.layer.in.a.deep.network.conv1";
        FigureStyle narrow = style(200);
        narrow.size.setWidth(330);
        const Figure figure = splitFigure(split, narrow);
        const QImage image = imageOf(figure, figure.size.toSize());
        const QColor digital = unitColors(0, narrow.palette).fill;
        int widest = 0;
        for (int y = 0; y < image.height(); ++y) {
            int count = 0;
            for (int x = 0; x < image.width(); ++x)
                count += image.pixelColor(x, y) == digital;
            widest = std::max(widest, count);
        }
        QVERIFY2(widest > 330 / 4, qPrintable(QString::number(widest)));
    }

    /// Of what is asked for, as much as its rows can be read in.
    void itsHeightFollowsItsRows()
    {
        SplitValues split = tests::sampleSplit();
        const double few = splitFigure(split, style(10)).size.height();
        QVERIFY(splitFigure(split, style(2000)).size.height() < 2000);
        QVERIFY(splitFigure(split, style(2000)).size.height() > few);
        const std::vector<LayerSplit> more = split.layers;
        split.layers.insert(split.layers.end(), more.begin(), more.end());
        QVERIFY(splitFigure(split, style(10)).size.height() > few);
    }

private:
    static FigureStyle style(double height)
    {
        FigureStyle style{.size = QSizeF(600, height)};
        style.font.setPixelSize(12);
        return style;
    }
};

QTEST_MAIN(SplitFigureTest)
#include "tst_split_figure.moc"
