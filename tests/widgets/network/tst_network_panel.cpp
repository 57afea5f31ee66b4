// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/network/network_samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/color_sequence.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/table_view.h"
#include "widgets/base/theme.h"
#include "widgets/network/network_canvas.h"
#include "widgets/network/network_search.h"

#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QToolButton>
#include <QWheelEvent>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;
using namespace odimo::tests;

class NetworkPanelTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aClickSelectsANode();
    void aNodeIsSelectedByName();
    void arrowsWalkAlongEdges();
    void controlAndWheelZoomAtThePointer();
    void theMiddleButtonAndSpaceMoveTheView();
    void keysFitAndResetTheZoom();
    void theBeginningNeedsNoScrollingAcross();
    void blocksCloseAndOpen();
    void aBlockClosesByItsHandle();
    void searchGoesFromMatchToMatch();
    void chipsChooseKindsOfLayers();
    void nodesAreColouredByTheirValue();
    void whatIsNotKnownCannotBeChosen();
    void attributesCanBeCopied();
    void aRunKeepsTheView();
    void anAnswerToAnEarlierQuestionIsDropped();
    void anEmptyViewSaysWhy();
    void zoomedOutNodesAreBars();

private:
    QPoint middleOf(int shown) { return panel().canvas().mapFromScene(scene().box(shown).center()); }
    NetworkPanel &panel() { return *m_panel; }
    NetworkScene &scene() { return m_panel->scene(); }
    NetworkCanvas &canvas() { return m_panel->canvas(); }
    int shown(const QString &name) const
    {
        return m_panel->scene().network().shownAs[static_cast<std::size_t>(m_values.find(name))];
    }

    NetworkValues m_values = networkSample();
    std::unique_ptr<NetworkPanel> m_panel;
    std::optional<WarningCollector> m_warnings;
};

void NetworkPanelTest::init()
{
    m_warnings.emplace();
    m_panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowActive(&panel()));
    panel().setNetwork(m_values);
}

void NetworkPanelTest::cleanup()
{
    m_panel.reset();
    QCOMPARE(m_warnings->takeAll(), QStringList());
}

void NetworkPanelTest::aClickSelectsANode()
{
    QSignalSpy selected(&panel(), &NetworkPanel::nodeSelected);
    QVERIFY2(!panel().attributes().isVisible(), "the drawing has all of the view");
    const int whole = canvas().width();
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, middleOf(1));
    QVERIFY(panel().attributes().isVisible());
    QVERIFY(canvas().width() < whole);
    QVERIFY(canvas().viewport()->rect().contains(canvas().mapFromScene(scene().box(1)).boundingRect()));
    QCOMPARE(selected.takeFirst().first().toString(), m_values.nodes[1].name);
    QCOMPARE(scene().selected(), 1);
    QCOMPARE(panel().attributes().model()->index(0, 1).data().toString(), m_values.nodes[1].name);
    QVERIFY(canvas().accessibleDescription().contains(m_values.nodes[1].name));
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, canvas().viewport()->rect().topLeft() + QPoint(2, 2));
    QCOMPARE(selected.takeFirst().first().toString(), QString());
    QCOMPARE(scene().selected(), -1);
}

void NetworkPanelTest::aNodeIsSelectedByName()
{
    QSignalSpy selected(&panel(), &NetworkPanel::nodeSelected);
    const QString last = m_values.nodes.back().name;
    canvas().setZoom(2);
    panel().select(last);
    QCOMPARE(panel().selected(), last);
    QVERIFY2(selected.isEmpty(), "what the program selects is no choice of the user");
    QVERIFY(canvas().viewport()->rect().contains(middleOf(scene().selected())));
    panel().select("no such node");
    QCOMPARE(panel().selected(), QString());
}

void NetworkPanelTest::arrowsWalkAlongEdges()
{
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(scene().selected(), 0);
    QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(scene().selected(), 1);
    for (std::size_t step = 0; step < m_values.nodes.size(); ++step)
        QTest::keyClick(&canvas(), Qt::Key_Down);
    QCOMPARE(panel().selected(), m_values.nodes.back().name);
    for (std::size_t step = 0; step < m_values.nodes.size(); ++step)
        QTest::keyClick(&canvas(), Qt::Key_Up);
    QCOMPARE(scene().selected(), 0);
    // A shortcut stands beside the first convolution of its block.
    const auto shortcut = std::ranges::find_if(m_values.nodes, [](const NetworkNode &node) {
        return node.name.contains("shortcut") || node.operation.startsWith("1x1");
    });
    QVERIFY(shortcut != m_values.nodes.end());
    panel().select(shortcut->name);
    QTest::keyClick(&canvas(), Qt::Key_Left);
    const QString beside = panel().selected();
    QVERIFY(beside != shortcut->name);
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QCOMPARE(panel().selected(), shortcut->name);
}

void NetworkPanelTest::controlAndWheelZoomAtThePointer()
{
    canvas().setZoom(1);
    canvas().centerOn(scene().box(5).center());
    const QPoint at = middleOf(5) + QPoint(30, 20);
    const QPointF before = canvas().mapToScene(at);
    const double zoom = canvas().zoom();
    QWheelEvent wheel(at, canvas().viewport()->mapToGlobal(at), {}, {0, 120}, Qt::NoButton, Qt::ControlModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(canvas().viewport(), &wheel);
    QVERIFY(canvas().zoom() > zoom * 1.1);
    // Only along y, in which it is larger than the view; a pixel for whole scroll bars.
    QVERIFY(std::abs(canvas().mapToScene(at).y() - before.y()) <= 1.5);
    const int scrolled = canvas().verticalScrollBar()->value();
    QWheelEvent plain(at, canvas().viewport()->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    const double same = canvas().zoom();
    QApplication::sendEvent(canvas().viewport(), &plain);
    QCOMPARE(canvas().zoom(), same);
    QVERIFY(canvas().verticalScrollBar()->value() > scrolled);
}

void NetworkPanelTest::theMiddleButtonAndSpaceMoveTheView()
{
    canvas().setZoom(1);
    canvas().centerOn(scene().box(5).center());
    QWidget *viewport = canvas().viewport();
    const QPoint from = viewport->rect().center();
    const auto drag = [&](Qt::MouseButton button) {
        QTest::mousePress(viewport, button, {}, from);
        QTest::mouseMove(viewport, from - QPoint(0, 40));
        QTest::mouseRelease(viewport, button, {}, from - QPoint(0, 40));
    };
    const int before = canvas().verticalScrollBar()->value();
    drag(Qt::MiddleButton);
    QCOMPARE(canvas().verticalScrollBar()->value(), before + 40);
    QTest::keyPress(&canvas(), Qt::Key_Space);
    drag(Qt::LeftButton);
    QTest::keyRelease(&canvas(), Qt::Key_Space);
    QCOMPARE(canvas().verticalScrollBar()->value(), before + 80);
    QCOMPARE(scene().selected(), -1);
    QCOMPARE(viewport->cursor().shape(), Qt::ArrowCursor);
}

void NetworkPanelTest::keysFitAndResetTheZoom()
{
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_F);
    const QRectF seen = canvas().mapToScene(canvas().viewport()->rect()).boundingRect();
    QVERIFY(seen.adjusted(-1, -1, 1, 1).contains(scene().sceneRect()));
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QCOMPARE(canvas().zoom(), 1.0);
    QTest::keyClick(&canvas(), Qt::Key_Plus);
    QVERIFY(canvas().zoom() > 1);
    QTest::keyClick(&canvas(), Qt::Key_Minus);
    QCOMPARE(canvas().zoom(), 1.0);
}

/// At first a large network is as wide as the view.
void NetworkPanelTest::theBeginningNeedsNoScrollingAcross()
{
    NetworkScene later;
    NetworkCanvas narrow(later);
    narrow.resize(static_cast<int>(scene().sceneRect().width() * 0.8), 300);
    narrow.show();
    QVERIFY(QTest::qWaitForWindowExposed(&narrow));
    later.show(scene().drawing());
    narrow.showBeginning();
    QVERIFY(narrow.zoom() > 0.6 && narrow.zoom() < 1);
    QCOMPARE(narrow.horizontalScrollBar()->maximum(), narrow.horizontalScrollBar()->minimum());
    QVERIFY(narrow.viewport()->rect().contains(narrow.mapFromScene(scene().box(0).center())));
}

void NetworkPanelTest::blocksCloseAndOpen()
{
    const std::size_t all = scene().network().nodes.size();
    panel().closeBlocks();
    QCOMPARE(scene().network().nodes.size(), all - 8); // Blocks of 3, 4 and 4 nodes.
    const QString within = m_values.nodes[static_cast<std::size_t>(m_values.blocks[1].nodes[0])].name;
    panel().select(within);
    QCOMPARE(scene().selected(), shown(within));
    QCOMPARE(scene().network().nodes[static_cast<std::size_t>(scene().selected())].fold, FoldState::Closed);
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_Return);
    QCOMPARE(scene().network().nodes.size(), all - 5);
    QCOMPARE(panel().selected(), within);
    panel().openBlocks();
    QCOMPARE(scene().network().nodes.size(), all);
}

void NetworkPanelTest::aBlockClosesByItsHandle()
{
    const int join = m_values.blocks[0].join();
    canvas().setZoom(1);
    canvas().centerOn(scene().box(join).center());
    const ShownNode &node = scene().network().nodes[static_cast<std::size_t>(join)];
    const QRectF handle = foldHandle(node, scene().box(join), scene().style().font);
    const std::size_t all = scene().network().nodes.size();
    QTest::mouseClick(canvas().viewport(), Qt::LeftButton, {}, canvas().mapFromScene(handle.center()));
    QCOMPARE(scene().network().nodes.size(), all - 2);
    QCOMPARE(scene().selected(), -1);
}

void NetworkPanelTest::searchGoesFromMatchToMatch()
{
    QSignalSpy selected(&panel(), &NetworkPanel::nodeSelected);
    canvas().setFocus();
    QTest::keyClick(&canvas(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(panel().search().field().hasFocus());
    QTest::keyClicks(&panel().search().field(), "add");
    QVERIFY(scene().emphasis(1).isFaded);
    QVERIFY(!scene().emphasis(m_values.blocks[0].join()).isFaded);
    QTest::keyClick(&panel().search().field(), Qt::Key_Return);
    QCOMPARE(scene().selected(), m_values.blocks[0].join());
    QTest::keyClick(&panel().search().field(), Qt::Key_F3);
    QCOMPARE(scene().selected(), m_values.blocks[1].join());
    QTest::keyClick(&panel().search().field(), Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(&panel().search().field(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(scene().selected(), m_values.blocks[2].join()); // Around the end.
    QCOMPARE(selected.count(), 4);
    QTest::keyClick(&panel().search().field(), Qt::Key_Escape);
    QVERIFY(!scene().emphasis(1).isFaded);
}

void NetworkPanelTest::chipsChooseKindsOfLayers()
{
    for (QToolButton *chip : panel().search().findChildren<QToolButton *>())
        if (chip->text() == "dense")
            QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(scene().emphasis(1).isFaded);
    QVERIFY(!scene().emphasis(static_cast<int>(m_values.nodes.size()) - 1).isFaded);
}

void NetworkPanelTest::nodesAreColouredByTheirValue()
{
    panel().setColoring(NodeColoring::Cycles);
    canvas().setZoom(1);
    const double most = *scene().network().most(NodeColoring::Cycles);
    canvas().centerOn(scene().box(1).center());
    const QImage image = canvas().viewport()->grab().toImage();
    const QPointF corner = scene().box(1).bottomRight() - QPointF(20, 4);
    QCOMPARE(image.pixelColor(canvas().mapFromScene(corner)), sequenceColor(*m_values.nodes[1].latency_cycles / most));
}

void NetworkPanelTest::whatIsNotKnownCannotBeChosen()
{
    panel().setColoring(NodeColoring::Energy);
    panel().setNetwork(networkValues(networkSource("resnet8"), nullptr));
    QCOMPARE(panel().coloring(), NodeColoring::Units);
    const auto *box = panel().findChild<QComboBox *>();
    const auto *items = qobject_cast<QStandardItemModel *>(box->model());
    QVERIFY(items->item(0)->isEnabled());
    for (int row = 1; row < box->count(); ++row) {
        QVERIFY(!items->item(row)->isEnabled());
        QVERIFY(!items->item(row)->toolTip().isEmpty());
    }
}

void NetworkPanelTest::attributesCanBeCopied()
{
    panel().select(m_values.nodes[1].name);
    const QString text = panel().attributes().selectedText();
    QVERIFY2(text.contains("Kernel\t3x3\n"), qPrintable(text));
    QVERIFY(text.contains("digital\t5 of 16 channels"));
}

void NetworkPanelTest::aRunKeepsTheView()
{
    QSignalSpy asked(&panel(), &NetworkPanel::layoutWanted);
    panel().closeBlocks();
    asked.clear();
    panel().select(m_values.nodes[1].name);
    canvas().setZoom(1.5);
    const QPointF middle = canvas().mapToScene(canvas().viewport()->rect().center());
    NetworkValues other = m_values;
    other.nodes[1].channels = {16, 0};
    panel().setNetwork(other);
    QVERIFY2(asked.isEmpty(), "the places are the same");
    QCOMPARE(canvas().zoom(), 1.5);
    QCOMPARE(canvas().mapToScene(canvas().viewport()->rect().center()), middle);
    QCOMPARE(scene().network().nodes[1].values.channels, (std::vector{16, 0}));
    QCOMPARE(panel().selected(), m_values.nodes[1].name);
    QVERIFY(scene().network().nodes.size() < m_values.nodes.size());

    panel().setNetwork(networkSample("resnet20"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(panel().selected(), QString());
    QVERIFY(canvas().zoom() <= 1);
}

void NetworkPanelTest::anAnswerToAnEarlierQuestionIsDropped()
{
    NetworkPanel slow;
    QSignalSpy asked(&slow, &NetworkPanel::layoutWanted);
    slow.setNetwork(m_values);
    slow.setNetwork(networkSample("ds_cnn"));
    QCOMPARE(asked.count(), 2);
    const auto graph = asked[0][1].value<network::BoxGraph>();
    slow.place(asked[0][0].toInt(), layeredLayout(graph, {}));
    QVERIFY(slow.scene().isEmpty());
    slow.showNothing();
    slow.place(asked[1][0].toInt(), layeredLayout(asked[1][1].value<network::BoxGraph>(), {}));
    QVERIFY(slow.scene().isEmpty());
}

void NetworkPanelTest::anEmptyViewSaysWhy()
{
    QVERIFY(!panel().emptyState().isEmpty());
    panel().showNothing();
    QVERIFY(panel().emptyState().isEmpty());
    panel().setNetwork(m_values);
    QVERIFY(!panel().emptyState().isEmpty());
    QVERIFY(!scene().isEmpty());
}

/// Too small for texts, a node is what it is split into.
void NetworkPanelTest::zoomedOutNodesAreBars()
{
    canvas().setZoom(0.15);
    const QImage image = canvas().viewport()->grab().toImage();
    const QRectF box = scene().box(1);
    const auto at = [&](double share) {
        return image.pixelColor(canvas().mapFromScene(box.left() + share * box.width(), box.center().y()));
    };
    QCOMPARE(at(0.15), unitColors(0, panel().palette()).fill);
    QCOMPARE(at(0.8), unitColors(1, panel().palette()).fill);
    // Lines and the outlines of other nodes are still seen.
    const auto strongest = [&](const QPointF &place) {
        double contrast = 1;
        for (int x = -2; x <= 2; ++x)
            contrast = std::max(contrast, contrastRatio(image.pixelColor(canvas().mapFromScene(place) + QPoint(x, 0)),
                                                        plotColors(panel().palette()).background));
        return contrast;
    };
    const QRectF input = scene().box(0);
    QVERIFY(strongest({input.left(), input.center().y()}) > 1.7);
    QVERIFY(strongest({box.center().x(), (input.bottom() + box.top()) / 2}) > 1.7);
}

QTEST_MAIN(NetworkPanelTest)
#include "tst_network_panel.moc"
