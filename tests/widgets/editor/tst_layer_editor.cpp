// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/editor/body_layer.h"
#include "tests/widgets/editor/edit_actions.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/note_label.h"
#include "widgets/editor/explanation_view.h"
#include "widgets/editor/histogram_plot.h"
#include "widgets/editor/layer_editor.h"
#include "widgets/editor/staircase_plot.h"

#include <qcustomplot.h>

#include <QSignalSpy>
#include <QSpinBox>
#include <QtTest>

using namespace odimo;
using namespace odimo::tests;
using namespace odimo::widgets;

namespace {

mapping::WeightHistogram histogram()
{
    return {.layer = "conv1",
            .least = -1,
            .most = 1,
            .counts = {{1, 5, 2}, {0, 7, 3}},
            .grids = {{.unit = 0, .levels = 255, .scale = 0.5, .least = 0.5, .most = 0.5},
                      {.unit = 1, .levels = 3, .scale = 0.3, .least = 0.1, .most = 0.4}}};
}

} // namespace

class TestLayerEditor : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_editor = std::make_unique<LayerEditor>(m_actions.all());
        m_editor->resize(700, 700);
        m_editor->setLayer(bodyLayer(20, 16));
        m_editor->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_editor.get()));
        m_split = std::make_unique<QSignalSpy>(m_editor.get(), &LayerEditor::splitChosen);
    }

    void theSplitCanBeWritten()
    {
        QCOMPARE(m_editor->field(0)->value(), 20);
        QCOMPARE(m_editor->field(1)->value(), 44);
        QCOMPARE(m_split->count(), 0);
        QSignalSpy ended(m_editor.get(), &LayerEditor::editEnded);
        m_editor->field(1)->setFocus();
        m_editor->field(1)->selectAll();
        QTest::keyClicks(m_editor->field(1), "32");
        QCOMPARE(m_split->count(), 0);
        QTest::keyClick(m_editor->field(1), Qt::Key_Return);
        QCOMPARE(m_split->count(), 1);
        QCOMPARE(m_split->front(), (QList<QVariant>{QString("conv1"), 1, 32}));
        QVERIFY(ended.count() >= 1);
    }

    void theHandleSaysTheSame()
    {
        QTest::keyClick(&m_editor->staircase(), Qt::Key_PageUp);
        QCOMPARE(m_split->front(), (QList<QVariant>{QString("conv1"), 0, 32}));
    }

    /// Every number between the plain words is that of the core.
    void explainsTheCost()
    {
        const QString text = m_editor->explanation().toPlainText();
        const mapping::LayerCost cost =
            mapping::costOfLayer(bodyTable().layers[0], bodyTable().platform, std::vector<int>{20, 44});
        QVERIFY2(text.contains(QLocale().toString(cost.latency_cycles, 'g', 8)), qPrintable(text));
        QVERIFY2(text.contains(QString::fromUtf8("2 × %1 + ").arg(QLocale().toString(4608))), qPrintable(text));
        QVERIFY(text.contains("Source: ODiMO's model_diana.py (docs/diana.md 4.1)"));
        QVERIFY(text.contains(QString::fromUtf8("µJ")));
    }

    void showsTheWeightsWithTheValuesOfBothUnits()
    {
        m_editor->setHistogram(std::nullopt, "The weights are being read...");
        QVERIFY(notes().contains("The weights are being read..."));
        m_editor->setHistogram(histogram());
        auto *plot = m_editor->histogram().findChild<QCustomPlot *>();
        QCOMPARE(plot->plottableCount(), 2);
        double most = 0;
        for (int unit = 0; unit < 2; ++unit)
            for (const QCPBarsData &bar : *qobject_cast<QCPBars *>(plot->plottable(unit))->data())
                most += bar.value;
        QCOMPARE(most, 18.0);
        QCOMPARE(m_editor->histogram().gridText(), "digital: 255 values, 0.00394 apart\n"
                                                   "analog: 3 values a channel, 0.1 to 0.4 apart");
        QVERIFY(plot->itemCount() > 10);
    }

    void aLayerOfOneUnitSaysSo()
    {
        platform::Layer depthwise;
        depthwise.geometry = {
            .name = "dw", .inChannels = 32, .outChannels = 32, .kernelX = 3, .kernelY = 3, .groups = 32};
        depthwise.kind = platform::OperatorKind::GroupedConvolution;
        const platform::Platform &diana = bodyTable().platform;
        const mapping::CostTable table{.platform = diana, .layers = {mapping::makeLayerTable(depthwise, diana)}};
        const mapping::Mapping mapping{{{"dw", std::vector<int>(32, 0)}}};
        m_editor->setLayer(layerValues(table, mapping, mapping, {}, 0));
        QVERIFY(!m_editor->staircase().isVisible());
        QVERIFY(notes().contains("Only one unit can compute this layer."));
        QVERIFY(!m_editor->field(1));
        QVERIFY(!m_editor->field(0)->isEnabled());
    }

    void aPinnedLayerSaysSo()
    {
        mapping::Restrictions pins;
        pins.pins = mapping::pinsOf(bodyMapping(20).layers.front());
        m_editor->setLayer(bodyLayer(20, 16, pins));
        QVERIFY(notes().contains("The layer is pinned as it is; unpin it to move channels."));
        QVERIFY(!m_editor->field(0)->isEnabled());
    }

    void sourcesOfFormulasAreLinks()
    {
        const QString html = m_editor->explanation().toHtml();
        QVERIFY2(html.contains("href=\"diana.md#4.1\""), qPrintable(html));
        QSignalSpy wanted(&m_editor->explanation(), &ExplanationView::pageWanted);
        emit m_editor->explanation().anchorClicked(QUrl("diana.md#4.1"));
        QCOMPARE(wanted.value(0).value(0).toString(), QString("diana.md#4.1"));
    }

    /// The table of layers stands beside it.
    void aLongNameTakesNoRoom()
    {
        const int before = m_editor->minimumSizeHint().width();
        LayerValues layer = bodyLayer(20, 16);
        layer.name = "functional_1/activation/Relu;" + QString(200, 'x');
        m_editor->setLayer(layer);
        QCOMPARE(m_editor->minimumSizeHint().width(), before);
    }

    void everyInputHasAName()
    {
        for (const QWidget *widget : m_editor->findChildren<QWidget *>())
            if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus && widget->focusProxy() == nullptr &&
                !widget->inherits("QTabBar") && !widget->inherits("QCustomPlot") && !widget->inherits("QLineEdit"))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }

private:
    QStringList notes() const
    {
        QStringList texts;
        for (const NoteLabel *note : m_editor->findChildren<NoteLabel *>())
            if (note->isVisible())
                texts << note->text();
        return texts;
    }

    SampleActions m_actions;
    std::unique_ptr<LayerEditor> m_editor;
    std::unique_ptr<QSignalSpy> m_split;
    WarningCollector m_warnings;
};

QTEST_MAIN(TestLayerEditor)
#include "tst_layer_editor.moc"
