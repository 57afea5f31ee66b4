// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "widgets/base/table_view.h"
#include "widgets/base/theme.h"
#include "widgets/layers/split_bar.h"
#include "widgets/layers/split_view.h"

#include <QHeaderView>
#include <QPainter>
#include <QtTest>

using namespace odimo::widgets;
using namespace odimo::tests;

class SplitBarTest : public QObject {
    Q_OBJECT

private slots:
    void partsFillTheBar_data();
    void partsFillTheBar();
    void unitsAreToldApartByColourAndHatch();
    void viewShowsEveryLayerAndTheTotals();
    void longNamesGiveWayToFigures();
};

void SplitBarTest::partsFillTheBar_data()
{
    QTest::addColumn<QList<int>>("channels");
    QTest::newRow("half and half") << QList<int>{8, 8};
    QTest::newRow("one channel of 512") << QList<int>{1, 511};
    QTest::newRow("all on the second unit") << QList<int>{0, 64};
    QTest::newRow("three units") << QList<int>{3, 7, 5};
}

void SplitBarTest::partsFillTheBar()
{
    QFETCH(const QList<int>, channels);
    const QRect bar(10, 5, 151, 14);
    const QList<QRect> rects = splitRects(bar, channels, 4);
    QCOMPARE(rects.size(), channels.size());
    int left = bar.left();
    for (qsizetype unit = 0; unit < channels.size(); ++unit) {
        QCOMPARE(rects[unit].isEmpty(), channels[unit] == 0);
        if (channels[unit] == 0)
            continue;
        QVERIFY(rects[unit].width() >= 4);
        QCOMPARE(rects[unit].left(), left);
        left += rects[unit].width();
    }
    QCOMPARE(left, bar.left() + bar.width());
    QVERIFY(splitRects(bar, {0, 0}, 4).first().isEmpty());
}

void SplitBarTest::unitsAreToldApartByColourAndHatch()
{
    QImage image(200, 20, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintSplitBar(painter, image.rect(), {50, 50}, lightPalette());
    painter.end();
    const auto shades = [&](int from, int to) {
        QSet<QRgb> found;
        for (int x = from; x < to; ++x)
            found << image.pixel(x, 4);
        return found;
    };
    QCOMPARE(shades(10, 30), QSet<QRgb>{unitColors(0, lightPalette()).fill.rgb()});
    QVERIFY2(shades(110, 130).size() > 1, "the second unit is hatched");
    QVERIFY(shades(110, 130).contains(unitColors(1, lightPalette()).fill.rgb()));
}

void SplitBarTest::viewShowsEveryLayerAndTheTotals()
{
    SplitView view;
    view.resize(600, 300);
    view.setSplit(sampleSplit());
    QCOMPARE(view.table().model()->rowCount(), 4);
    const QImage image = view.grab().toImage();
    const QRect cell = view.table().visualRect(view.table().model()->index(0, LayersModel::Split));
    const QPoint inside =
        view.table().viewport()->mapTo(&view, cell.topLeft() + QPoint(cell.width() / 4, cell.height() / 2));
    QCOMPARE(image.pixelColor(inside), unitColors(0, view.palette()).fill);
}

void SplitBarTest::longNamesGiveWayToFigures()
{
    SplitValues split = sampleSplit();
    split.layers[0].name = "a.layer.with.a.very.long.name";
    SplitView view;
    view.setSplit(split);
    view.show();
    const QHeaderView &header = *view.table().horizontalHeader();
    view.resize(1000, 300);
    const int whole = header.sectionSize(LayersModel::Layer);
    view.resize(header.length() - header.sectionSize(LayersModel::Split) - whole / 2 +
                    14 * view.fontMetrics().averageCharWidth(),
                300);
    QVERIFY(header.sectionSize(LayersModel::Layer) < whole);
    QVERIFY2(header.length() <= view.table().viewport()->width(), "the energy is cut");
}

QTEST_MAIN(SplitBarTest)
#include "tst_split_bar.moc"
