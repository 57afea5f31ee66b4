// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/replay/samples.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/theme.h"
#include "widgets/replay/replay_picture.h"

#include <QApplication>
#include <QPainter>
#include <QTest>

using namespace odimo::widgets;

Q_DECLARE_METATYPE(odimo::widgets::ReplayValues)

class ReplayPictureTest : public QObject {
    Q_OBJECT

private:
    /// Pixels of exactly this colour.
    static qint64 pixels(const QImage &image, const QRect &area, const QColor &color)
    {
        qint64 count = 0;
        for (int y = area.top(); y <= area.bottom(); ++y)
            for (int x = area.left(); x <= area.right(); ++x)
                count += image.pixelColor(x, y) == color ? 1 : 0;
        return count;
    }
    static QImage picture(const ReplayValues &values, int moment)
    {
        return replayImage(values, moment, QApplication::font(), lightPalette());
    }

    std::optional<odimo::tests::WarningCollector> m_warnings; ///< No event begins these tests.

private slots:
    void init() { m_warnings.emplace(); }
    void cleanup()
    {
        QCOMPARE(m_warnings->takeAll(), QStringList());
        m_warnings.reset();
    }

    void channelsThatMoveChangeTheirColour()
    {
        const ReplayValues values = samples::channelsReplay(6);
        const UnitColors analog = unitColors(1, lightPalette());
        const QRect body(0, 100, pictureSize.width(), 500);
        qint64 before = pixels(picture(values, 0), body, analog.fill);
        for (int moment = 1; moment < 6; ++moment) {
            const qint64 now = pixels(picture(values, moment), body, analog.fill);
            QVERIFY2(now > before, qPrintable(QString("moment %1").arg(moment)));
            before = now;
        }
    }

    void theFrontHasAMarkerMoreInEachMoment()
    {
        const ReplayValues values = samples::frontReplay(5);
        const PlotColors colors = plotColors(lightPalette());
        const QRect all(QPoint(), pictureSize);
        QVERIFY(pixels(picture(values, 3), all, colors.front) > pixels(picture(values, 0), all, colors.front));
        const auto dominated = [&](int moment) {
            return pixels(picture(values, moment), all, colors.dominated); // One is in the legend.
        };
        QCOMPARE(dominated(1), dominated(0));
        QVERIFY(dominated(4) > dominated(3));
    }

    void theSameMomentIsTheSamePicture()
    {
        for (const ReplayValues &values : {samples::channelsReplay(4), samples::frontReplay(4)}) {
            QCOMPARE(picture(values, 2).size(), pictureSize);
            QVERIFY(picture(values, 2) == picture(values, 2));
            QVERIFY(picture(values, 2) != picture(values, 3));
        }
    }

    void anySizeAndAnyNumberIsDrawn_data()
    {
        QTest::addColumn<ReplayValues>("values");
        ReplayValues none = samples::channelsReplay(1);
        std::get<ChannelsReplay>(none.subject) = {.units = {"digital"}, .layers = {}, .channels = {{}}};
        ReplayValues equal = samples::frontReplay(3);
        for (ReplayPoint &point : std::get<FrontReplay>(equal.subject).points)
            point = {.cost = 0, .accuracy = 0, .name = {}};
        ReplayValues deep = samples::channelsReplay(2000);
        for (auto &layers : std::get<ChannelsReplay>(deep.subject).channels)
            layers.assign(200, {3, 5});
        std::get<ChannelsReplay>(deep.subject).layers.fill("stage4.block12.a-long-name.conv2", 200);
        QTest::newRow("no layers") << none;
        QTest::newRow("equal points") << equal;
        QTest::newRow("one moment") << samples::frontReplay(1);
        QTest::newRow("200 layers, 2000 moments") << deep;
    }
    void anySizeAndAnyNumberIsDrawn()
    {
        QFETCH(ReplayValues, values);
        for (const QSize size : {QSize(1, 1), QSize(60, 40), QSize(300, 200), QSize(2000, 300)})
            for (const int moment : {-1, 0, values.count() - 1, values.count()}) {
                QImage image(size, QImage::Format_RGB32);
                QPainter painter(&image);
                paintReplay(painter, image.rect(), values, moment, darkPalette());
            }
    }

    void theRibbonKnowsItsMoments()
    {
        const QRect area(0, 0, 800, 600);
        const QFontMetrics metrics(QApplication::font());
        const QRect ribbon = replayLayout(area, metrics).ribbon;
        QCOMPARE(momentAt(ribbon.topLeft(), area, metrics, 10), std::optional(0));
        QCOMPARE(momentAt(ribbon.topRight(), area, metrics, 10), std::optional(9));
        QCOMPARE(momentAt(QPoint(-50, 0), area, metrics, 10), std::optional(0));
        QCOMPARE(momentAt(QPoint(5000, 0), area, metrics, 10), std::optional(9));
        QVERIFY(!momentAt(ribbon.center(), area, metrics, 0));
    }
};

QTEST_MAIN(ReplayPictureTest)
#include "tst_replay_picture.moc"
