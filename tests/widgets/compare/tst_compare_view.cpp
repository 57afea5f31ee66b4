// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/warnings.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/figure.h"
#include "widgets/base/table_view.h"
#include "widgets/base/theme.h"
#include "widgets/compare/compare_view.h"
#include "widgets/layers/bar_rows.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

namespace {

CompareValues sample()
{
    CompareValues values;
    values.units = {"digital", "analog"};
    values.layers = {{.name = "conv1", .first = {16, 0}, .second = {16, 0}},
                     {.name = "conv2",
                      .first = {32, 0},
                      .second = {16, 16},
                      .moved = 16,
                      .latency_cycles = -4000,
                      .energy_uJ = -0.25,
                      .isSame = false},
                     {.name = "conv3",
                      .first = {16, 48},
                      .second = {17, 47},
                      .moved = 1,
                      .latency_cycles = 1500,
                      .energy_uJ = 0.125,
                      .isSame = false}};
    values.first = mapping::Cost{.latency_cycles = 20000, .latency_ms = 0.1, .energy_uJ = 2};
    values.second = mapping::Cost{.latency_cycles = 17500, .latency_ms = 0.08, .energy_uJ = 1.875};
    values.accuracy = CompareAccuracy{
        .first = 0.91,
        .second = 0.905,
        .images = 10000,
        .difference = mapping::accuracyDifference(mapping::Score{9100, 10000}, mapping::Score{9050, 10000})};
    values.settings = {{"network", {"resnet8", "resnet8"}}, {"strength", {"0.1", ""}}, {"seed", {"1", "2"}}};
    return values;
}

struct Shown {
    CompareView view;

    Shown()
    {
        view.resize(1000, 640);
        view.setChoices({{{0, 2}, "all-digital"}, {{0, 7}, "instant 63 %"}, {{1, 2}, "instant 70 % of other"}});
        view.setChosen({0, 2}, {0, 7});
        view.showDifference(sample());
        view.show();
        (void)QTest::qWaitForWindowExposed(&view);
    }
};

} // namespace

class CompareViewTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_warnings.emplace(); }
    void cleanup()
    {
        QCOMPARE(m_warnings->takeAll(), QStringList());
        m_warnings.reset();
    }

    void theWaterfallLeadsFromOneCostToTheOther()
    {
        Shown shown;
        const std::vector<BarRow> &rows = shown.view.waterfall().rows();
        QCOMPARE(rows.size(), std::size_t{4}); // Both runs and the layers that differ.
        QCOMPARE(rows.front().parts[0].to, 20.0);
        QCOMPARE(rows[1].parts[0].from, 20.0);
        QCOMPARE(rows[1].parts[0].to, 16.0);
        QCOMPARE(rows[1].parts[0].fill, BarFill::Less);
        QCOMPARE(rows[2].parts[0].fill, BarFill::More);
        QCOMPARE(rows[2].parts[0].to, rows.back().parts[0].to);
        QVERIFY(rows.back().isTotal && rows.back().name.contains("instant 63 %"));
        shown.view.findChildren<QComboBox *>().at(2)->setCurrentIndex(1);
        QCOMPARE(shown.view.waterfall().rows()[1].parts[0].to, 1.75);
    }

    /// Where there is little room, the axis alone names the unit, and names are read whole.
    void onPaperNamesAreWhole()
    {
        Shown shown;
        FigureStyle column{.size = {332, 200}};
        column.font.setPixelSize(11);
        const QTemporaryDir folder;
        const QString path = folder.filePath("compare.svg");
        writeFigure(shown.view.waterfall().figure(column), {.path = path.toStdString()});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        QVERIFY2(svg.contains(">Latency (kcycles)<"), qPrintable(svg));
        QCOMPARE(svg.count("kcycles"), 1);
        QVERIFY(!svg.contains(QChar(0x2026)));
    }

    void barsStandWhereTheirValuesAre()
    {
        Shown shown;
        const BarRows &waterfall = shown.view.waterfall();
        const QRect whole = waterfall.barRect(0, waterfall.rows()[0].parts[0]);
        const QRect less = waterfall.barRect(1, waterfall.rows()[1].parts[0]);
        QVERIFY(std::abs(less.right() - whole.right()) <= 1);
        QVERIFY(std::abs(less.width() - whole.width() / 5) <= 1);
        const QImage image = shown.view.waterfall().viewport()->grab().toImage();
        QCOMPARE(image.pixelColor(less.center()), plotColors(shown.view.palette()).baseline);
    }

    void onlyWhatDiffersIsShownAtFirst()
    {
        Shown shown;
        QCOMPARE(shown.view.layers().model()->rowCount(), 2);
        QCOMPARE(shown.view.settings().model()->rowCount(), 2);
        QAbstractItemModelTester layers(shown.view.layers().model());
        QAbstractItemModelTester settings(shown.view.settings().model());
        shown.view.findChild<QCheckBox *>()->click();
        QCOMPARE(shown.view.layers().model()->rowCount(), 3);
        QCOMPARE(shown.view.settings().model()->rowCount(), 3);
        QCOMPARE(shown.view.waterfall().rows().size(), std::size_t{5});
        CompareValues same = sample();
        same.settings = {{"network", {"resnet8", "resnet8"}}};
        shown.view.findChild<QCheckBox *>()->click();
        QVERIFY(!shown.view.settingsState().isEmpty());
        shown.view.showDifference(same);
        QVERIFY(shown.view.settingsState().isEmpty());
    }

    /// As converters from TensorFlow make them.
    void longNamesLeaveRoomForTheBars()
    {
        Shown shown;
        CompareValues values = sample();
        for (CompareLayer &layer : values.layers)
            layer.name = QStringLiteral("functional_1/activation_2/Relu;StatefulPartitionedCall/") + layer.name +
                         QString(120, 'x');
        values.settings.push_back({QString(200, 'y'), {"1", "2"}});
        shown.view.showDifference(values);
        QTableView &layers = shown.view.layers();
        QTRY_VERIFY(layers.columnWidth(CompareLayersModel::Layer) <= 0.35 * layers.viewport()->width());
        QVERIFY(layers.columnWidth(CompareLayersModel::First) >= 30);
        QTableView &settings = shown.view.settings();
        QVERIFY(settings.columnWidth(CompareSettingsModel::Name) <= 0.45 * settings.viewport()->width());
        QCOMPARE(settings.horizontalScrollBar()->maximum(), 0);
    }

    void saysWhetherAccuraciesAreToldApart()
    {
        Shown shown;
        const auto says = [&](const char *words) {
            return shown.view.sentence().contains(QLatin1String(words));
        };
        QVERIFY2(says("12.5 % less latency") && says("6.3 % less energy"), qPrintable(shown.view.sentence()));
        QVERIFY2(says("do not tell them apart"), qPrintable(shown.view.sentence()));
        CompareValues clear = sample();
        clear.accuracy->difference =
            mapping::accuracyDifference(mapping::Score{9100, 10000}, mapping::Score{8700, 10000});
        shown.view.showDifference(clear);
        QVERIFY2(says("a clear difference"), qPrintable(shown.view.sentence()));
        clear.accuracy->sameImages = false;
        shown.view.showDifference(clear);
        QVERIFY(says("different images"));
        clear.accuracy.reset();
        clear.first.reset();
        shown.view.showDifference(clear);
        QVERIFY(says("no cost to compare") && says("cannot be compared"));
        QVERIFY(shown.view.waterfall().rows().empty());
    }

    void runsAreChosenAndChangeSides()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &CompareView::runsChosen);
        const auto runs = [](const QVariantList &told) {
            return std::vector{told[0].value<CompareRun>(), told[1].value<CompareRun>()};
        };
        shown.view.findChildren<QComboBox *>().at(1)->setCurrentIndex(2);
        QCOMPARE(runs(chosen.takeFirst()), (std::vector<CompareRun>{{0, 2}, {1, 2}}));
        shown.view.findChild<QToolButton *>("swap")->click();
        QCOMPARE(runs(chosen.takeFirst()), (std::vector<CompareRun>{{1, 2}, {0, 2}}));
        QVERIFY(chosen.isEmpty());
        shown.view.setChosen({0, 2}, {0, 7}); // By somebody else.
        shown.view.setChoices({{{0, 2}, "all-digital"}, {{0, 7}, "renamed"}});
        QVERIFY(chosen.isEmpty());
        QCOMPARE(shown.view.second(), (CompareRun{0, 7}));
    }

    void whatCannotBeComparedIsSaidAndTheRestIsShown()
    {
        Shown shown;
        QCOMPARE(shown.view.refusal(), QString());
        CompareValues values = sample();
        values.notComparable = {"B is about other data."};
        shown.view.showDifference(values);
        QCOMPARE(shown.view.refusal(), QString("B is about other data."));
        QVERIFY(!shown.view.emptyState().isEmpty() && shown.view.layers().model()->rowCount() > 0);
    }

    void aBarChoosesItsLayer()
    {
        Shown shown;
        QSignalSpy chosen(&shown.view, &CompareView::layerChosen);
        BarRows &waterfall = shown.view.waterfall();
        QTest::mouseClick(waterfall.viewport(), Qt::LeftButton, {}, waterfall.rowRect(2).center());
        QCOMPARE(chosen.takeFirst().first().toString(), QString("conv3"));
        QCOMPARE(shown.view.layers().currentIndex().row(), 1);
        QTest::mouseClick(waterfall.viewport(), Qt::LeftButton, {}, waterfall.rowRect(0).center());
        QVERIFY(chosen.isEmpty()); // A whole run is no layer.
        waterfall.setFocus();
        QTest::keyClick(&waterfall, Qt::Key_Up);
        QCOMPARE(chosen.takeFirst().first().toString(), QString("conv2"));
    }

private:
    std::optional<tests::WarningCollector> m_warnings;
};

QTEST_MAIN(CompareViewTest)
#include "tst_compare_view.moc"
