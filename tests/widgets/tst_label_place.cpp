// SPDX-License-Identifier: Apache-2.0
#include "widgets/base/label_place.h"

#include <QtTest>

using namespace odimo::widgets;

class LabelPlaceTest : public QObject {
    Q_OBJECT

private:
    static constexpr QRectF area{0, 0, 400, 300};
    static constexpr QSizeF text{70, 14};
    static constexpr MarkerPlace marker{.at = {40, 150}, .diameter = 10, .top = 100, .bottom = 200};

    static QRectF place(const std::vector<QRectF> &taken, const MarkerPlace &of = marker)
    {
        return {labelCorner(of, text, taken, area), text};
    }

private slots:
    void standsRightOfItsMarkerIfThatIsFree()
    {
        const QRectF box = place({});
        QVERIFY(box.left() > marker.at.x());
        QCOMPARE(box.center().y(), marker.at.y());
    }

    void goesToTheLeftWhereTheRightEdgeIsNear()
    {
        MarkerPlace dear = marker;
        dear.at.setX(380);
        QVERIFY(place({}, dear).right() < dear.at.x());
    }

    void leavesNeighboursAlone_data()
    {
        QTest::addColumn<QRectF>("neighbour");
        QTest::newRow("error bar of the next point") << QRectF(70, 60, 2, 92);
        QTest::newRow("step of the front") << QRectF(40, 149, 100, 2);
    }
    void leavesNeighboursAlone()
    {
        QFETCH(const QRectF, neighbour);
        const QRectF box = place({neighbour});
        QVERIFY(!box.intersects(neighbour));
        QVERIFY(area.contains(box));
    }

    void staysBesideItsMarkerAcrossALine()
    {
        const QRectF bars(70, 105, 2, 90); // Of the next point, along all places beside this one but those far from it.
        const QRectF box = place({bars});
        QVERIFY(std::abs(box.center().y() - marker.at.y()) <= marker.diameter);
        const QRectF next(60, 130, 40, 40); // A marker is no line.
        QVERIFY(!place({next}).intersects(next));
    }

    void risesAboveNamesThatCrowdAtTheEdge()
    {
        const MarkerPlace low{.at = {200, 292}, .diameter = 10, .top = 285, .bottom = 299};
        const QRectF names(0, 262, 400, 38);
        QVERIFY(!place({names}, low).intersects(names));
        QVERIFY(area.contains(place({names}, low)));
    }

    void coversTheFewestIfItMustCover()
    {
        MarkerPlace middle = marker;
        middle.at.setX(200);
        const QRectF left(0, 0, 199, 300);
        const QRectF right(201, 0, 199, 300);
        QVERIFY(place({left, right, right}, middle).right() < middle.at.x());
        QVERIFY(place({left, left, right}, middle).left() > middle.at.x());
    }
};

QTEST_APPLESS_MAIN(LabelPlaceTest)
#include "tst_label_place.moc"
