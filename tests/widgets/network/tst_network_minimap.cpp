// SPDX-License-Identifier: Apache-2.0
#include "widgets/network/network_minimap.h"

#include "tests/widgets/network/network_samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/network/network_canvas.h"

#include <QScrollBar>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;
using namespace odimo::tests;

class NetworkMinimapTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void theOverviewShowsAndMovesTheView();
    void theOverviewCoversNoNodeWhereAnotherCornerIsFree();

private:
    NetworkPanel &panel() { return *m_panel; }
    NetworkScene &scene() { return m_panel->scene(); }
    NetworkCanvas &canvas() { return m_panel->canvas(); }

    std::unique_ptr<NetworkPanel> m_panel;
    std::optional<WarningCollector> m_warnings;
};

void NetworkMinimapTest::init()
{
    m_warnings.emplace();
    m_panel = shownPanel();
    QVERIFY(QTest::qWaitForWindowActive(&panel()));
    panel().setNetwork(networkSample());
}

void NetworkMinimapTest::cleanup()
{
    m_panel.reset();
    QCOMPARE(m_warnings->takeAll(), QStringList());
}

void NetworkMinimapTest::theOverviewShowsAndMovesTheView()
{
    canvas().fit();
    QVERIFY(panel().minimap().isHidden());
    canvas().setZoom(1.5);
    QVERIFY(panel().minimap().isVisible());
    const QRect inside = panel().minimap().rect();
    QVERIFY(panel().minimap().frame().height() < inside.height() * 0.8);
    QTest::mouseClick(&panel().minimap(), Qt::LeftButton, {}, QPoint(inside.center().x(), inside.bottom() - 2));
    QCOMPARE(canvas().verticalScrollBar()->value(), canvas().verticalScrollBar()->maximum());
    QVERIFY(std::abs(panel().minimap().frame().bottom() - inside.height()) < 2);
    QVERIFY(!panel().minimap().grab().isNull());
}

void NetworkMinimapTest::theOverviewCoversNoNodeWhereAnotherCornerIsFree()
{
    const auto nodesUnder = [&](const QRect &place) {
        const QRectF part = canvas().mapToScene(place.translated(-canvas().viewport()->pos())).boundingRect();
        return std::ranges::count_if(scene().drawing().boxes, [&](const QRectF &box) { return box.intersects(part); });
    };
    int moved = 0; // Away from the corner where it lies if that is as free as others.
    for (const double zoom : {1.5, 2.5, 4.0}) {
        canvas().setZoom(zoom);
        for (QScrollBar *bar : {canvas().horizontalScrollBar(), canvas().verticalScrollBar()})
            for (int value = bar->minimum(); value <= bar->maximum(); value += 20) {
                bar->setValue(value);
                const QRect now = panel().minimap().geometry();
                const QRect area = canvas().viewport()->geometry();
                const QPoint first(area.right() - now.width() - 10, area.bottom() - now.height() - 10);
                const bool isFirstFree = nodesUnder({first, now.size()}) == 0;
                for (const QPoint &corner : {first, QPoint(first.x(), 10), QPoint(10, first.y()), QPoint(10, 10)})
                    if (nodesUnder({corner, now.size()}) == 0) {
                        QCOMPARE(nodesUnder(now), std::ptrdiff_t{0});
                        moved += isFirstFree ? 0 : 1;
                    }
            }
    }
    QVERIFY2(moved > 3, QByteArray::number(moved));
}

QTEST_MAIN(NetworkMinimapTest)
#include "tst_network_minimap.moc"
