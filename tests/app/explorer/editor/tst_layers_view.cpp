// SPDX-License-Identifier: Apache-2.0
#include "tests/app/explorer/editor/edited_window.h"
#include "widgets/base/table_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/runs/run_inspector.h"
#include "widgets/setup/steering_panel.h"
#include <QScrollBar>
#include <QSplitter>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::tests;
using widgets::LayersModel;

/// The table of layers and the editor beside it, in the real window.
class LayersViewTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m.reset(); // One at a time collects warnings.
        m = std::make_unique<EditedWindow>();
    }
    void cleanup() { QVERIFY(m->endsQuietly()); }
    void pinsHoldALayer();
    void bracketsWalkThroughTheLayers();
    void rowsAreSortedByValue();
    void theSelectedLayerIsShared();
    void withoutARunTheViewSaysSo();
    void weightsAreRead();
    void aNarrowTableNeedsNoScrollingAcross();

private:
    std::unique_ptr<EditedWindow> m;
};

void LayersViewTest::pinsHoldALayer()
{
    QAction &pin = m->action(ActionId::PinLayer);
    QVERIFY(!pin.isChecked());
    pin.trigger();
    QVERIFY(pin.isChecked());
    QVERIFY(!m->stairs().canMove());
    QStringList pins = m->window().steering().fields().pins;
    QVERIFY2(pins.filter(EditedWindow::wide).size() == 2, qPrintable(pins.join(' '))); // Digital, then analog.
    const int before = m->digital();
    m->trigger(ActionId::FillBlocks);
    QCOMPARE(m->digital(), before);
    m->trigger(ActionId::Undo); // Of the blocks, if any,
    while (m->stairs().canMove() == false && m->stack().canUndo())
        m->trigger(ActionId::Undo); // then of the pin.
    QVERIFY(m->stairs().canMove() && !pin.isChecked());
    QVERIFY(m->window().steering().fields().pins.filter(EditedWindow::wide).isEmpty());
}

void LayersViewTest::bracketsWalkThroughTheLayers()
{
    m->selection().setLayer("conv1");
    QTest::keyClick(&m->window(), Qt::Key_BracketRight);
    QCOMPARE(m->selection().layer(), QString("stage1.block0.conv1"));
    QTest::keyClick(&m->window(), Qt::Key_BracketLeft);
    QTest::keyClick(&m->window(), Qt::Key_BracketLeft); // There is none before.
    QCOMPARE(m->selection().layer(), QString("conv1"));
    m->selection().setLayer("fc");
    QTest::keyClick(&m->window(), Qt::Key_BracketRight); // Nor behind, only the totals.
    QCOMPARE(m->selection().layer(), QString("fc"));
}

void LayersViewTest::rowsAreSortedByValue()
{
    widgets::TableView &table = m->view().table().table();
    const int last = table.model()->rowCount() - 1;
    for (int column = 0; column < table.model()->columnCount(); ++column)
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table.sortByColumn(column, order);
            QList<double> values;
            for (int row = 0; row < last; ++row)
                values << table.model()->index(row, column).data(LayersModel::SortRole).toDouble();
            QVERIFY(order == Qt::AscendingOrder ? std::ranges::is_sorted(values)
                                                : std::ranges::is_sorted(values, std::greater()));
            QVERIFY(table.model()->index(last, 0).data(LayersModel::IsTotalRole).toBool());
            QCOMPARE(m->view().table().currentLayer(), EditedWindow::wide);
        }
    QCOMPARE(table.model()->columnCount(), 2 + 2 + 2 + 2 + 1);
}

void LayersViewTest::theSelectedLayerIsShared()
{
    m->view().table().table().selectRow(0);
    QCOMPARE(m->selection().layer(), QString("conv1"));
    QCOMPARE(m->window().inspector().split().currentLayer(), QString("conv1"));
    m->window().inspector().split().setCurrentLayer({});
    m->window().inspector().split().table().selectRow(2);
    QCOMPARE(m->view().table().currentLayer(), m->selection().layer());
    QVERIFY(m->selection().layer() != "conv1");
}

void LayersViewTest::withoutARunTheViewSaysSo()
{
    m->selection().setRun(0);
    QVERIFY(m->view().emptyState().isEmpty());
    QVERIFY(!m->editor().edited());
    m->selection().setRun(1); // The warm-up has no mapping.
    QVERIFY(m->view().emptyState().isEmpty());
    m->trigger(ActionId::FillBlocks);
    m->trigger(ActionId::PinLayer);
    QCOMPARE(m->stack().count(), 0);
    m->selection().setRun(m->someRun());
    QVERIFY(!m->view().emptyState().isEmpty());
}

void LayersViewTest::weightsAreRead()
{
    QVERIFY(QFile::copy(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo", m->path("copy.odimo")));
    QFile::setPermissions(m->path("copy.odimo"), QFile::ReadOwner | QFile::WriteOwner);
    m->open(m->path("copy.odimo"));
    m->selection().setRun(3);
    m->selection().setLayer(EditedWindow::wide);
    QTRY_VERIFY(!m->editor().isReadingWeights());
    const QString text = m->view().editor().histogram().gridText();
    QVERIFY2(text.contains("digital: 255 values") && text.contains("analog: 3 values a channel"), qPrintable(text));
}

void LayersViewTest::aNarrowTableNeedsNoScrollingAcross()
{
    widgets::TableView &table = m->view().table().table();
    const int sensitivity = table.model()->columnCount() - 1, idle = sensitivity - 1;
    m->window().resize(2600, 1000);
    QTRY_VERIFY(!table.isColumnHidden(idle) && !table.isColumnHidden(sensitivity));
    QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
    m->window().resize(1500, 950); // With all docks.
    QTRY_VERIFY(table.isColumnHidden(idle));
    QVERIFY(!table.isColumnHidden(sensitivity - 4)); // The latency stays.
    QTRY_COMPARE(table.horizontalScrollBar()->maximum(), 0);
    // Then names give way, a little.
    QSplitter &splitter = *m->view().findChildren<QSplitter *>().first();
    int narrow = 32 * table.fontMetrics().averageCharWidth();
    for (int column = widgets::LayersModel::FirstUnit; column <= sensitivity; ++column)
        narrow += table.columnWidth(column);
    const QList<int> sizes = splitter.sizes();
    QVERIFY(narrow < sizes[0]);
    splitter.setSizes({narrow, sizes[0] + sizes[1] - narrow});
    QTRY_COMPARE(table.viewport()->width(), narrow);
    QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
    // And then the energy, so that they stay whole.
    const int narrower = narrow - 8 * table.fontMetrics().averageCharWidth();
    splitter.setSizes({narrower, sizes[0] + sizes[1] - narrower});
    QTRY_VERIFY(table.isColumnHidden(sensitivity - 3) && !table.isColumnHidden(sensitivity - 4));
    const QAbstractItemView &view = table;
    QVERIFY(table.columnWidth(LayersModel::Layer) >= view.sizeHintForColumn(LayersModel::Layer));
}

QTEST_MAIN(LayersViewTest)
#include "tst_layers_view.moc"
