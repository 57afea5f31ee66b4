// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/samples.h"
#include "widgets/front/front_figure.h"
#include "widgets/front/front_plot.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

class FrontFigureTest : public QObject {
    Q_OBJECT

private slots:
    void marksAreExplainedAtEachSize_data();
    void marksAreExplainedAtEachSize();
};

void FrontFigureTest::marksAreExplainedAtEachSize_data()
{
    QTest::addColumn<double>("width_mm");
    QTest::addColumn<double>("height_mm");
    QTest::newRow("column of a paper") << 84.0 << 56.0;
    QTest::newRow("120 mm") << 120.0 << 75.0;
    QTest::newRow("page") << 260.0 << 160.0;
}

/// Each name of the legend stands once in the picture, within its edges.
void FrontFigureTest::marksAreExplainedAtEachSize()
{
    QFETCH(const double, width_mm);
    QFETCH(const double, height_mm);
    FrontPlot plot;
    plot.setFront(tests::sampleFront(), {});
    FigureStyle style{.size = QSizeF(width_mm, height_mm) / millimetresPerInch * unitsPerInch};
    style.font.setPixelSize(11);
    const QTemporaryDir folder;
    const QString path = folder.filePath("front.svg");
    writeFigure(frontFigure(plot, style), {.path = path.toStdString()});
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString svg = QString::fromUtf8(file.readAll());
    for (const char *name : {"Front", "Baseline", "Dominated"})
        QCOMPARE(svg.count(QRegularExpression(QStringLiteral(">%1s?<").arg(QLatin1String(name)))), 1);
}

QTEST_MAIN(FrontFigureTest)
#include "tst_front_figure.moc"
