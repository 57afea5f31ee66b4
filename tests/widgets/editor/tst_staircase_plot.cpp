// SPDX-License-Identifier: Apache-2.0
#include "tests/widgets/editor/body_layer.h"
#include "tests/widgets/warnings.h"
#include "widgets/base/theme.h"
#include "widgets/editor/staircase_plot.h"

#include <QSignalSpy>
#include <QtTest>

using namespace odimo;
using namespace odimo::tests;
using namespace odimo::widgets;

class TestStaircasePlot : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_plot = std::make_unique<StaircasePlot>();
        m_plot->resize(640, 360);
        m_plot->setLayer(bodyLayer(20, 20));
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
        m_chosen = std::make_unique<QSignalSpy>(m_plot.get(), &StaircasePlot::channelsChosen);
        m_ended = std::make_unique<QSignalSpy>(m_plot.get(), &StaircasePlot::editEnded);
    }

    void theHandleSnapsToTheEndsOfPlateaus()
    {
        press(30);
        QCOMPARE(m_plot->channels(), 32);
        for (const int n : {36, 39})
            moveTo(n);
        QCOMPARE(m_plot->channels(), 32);
        moveTo(41);
        QCOMPARE(m_plot->channels(), 48);
        moveTo(2);
        QCOMPARE(m_plot->channels(), 0);
        QCOMPARE(m_ended->count(), 0);
        release(2);
        QCOMPARE(values(), (QList<int>{32, 48, 0}));
        QCOMPARE(m_ended->count(), 1);
        moveTo(40); // No button is held.
        QCOMPARE(m_plot->channels(), 0);
    }

    void withAltItStandsAnywhere()
    {
        press(30, Qt::AltModifier);
        moveTo(41, Qt::AltModifier);
        release(41, Qt::AltModifier);
        QCOMPARE(values(), (QList<int>{30, 41}));
    }

    void keysMoveOneChannelOrAPlateau()
    {
        m_plot->setFocus();
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Left, Qt::Key_PageUp, Qt::Key_PageUp,
                                  Qt::Key_PageDown, Qt::Key_End, Qt::Key_Right, Qt::Key_Home})
            QTest::keyClick(m_plot.get(), key);
        QCOMPARE(values(), (QList<int>{21, 20, 19, 32, 48, 32, 64, 0}));
        QVERIFY(m_ended->count() >= 8); // Each key is an edit of its own.
    }

    void pinsLimitTheHandle()
    {
        mapping::Restrictions pins;
        pins.pins = {{.layer = "conv1", .unit = 0, .firstChannel = 0, .lastChannel = 9},
                     {.layer = "conv1", .unit = 1, .firstChannel = 40, .lastChannel = 63}};
        m_plot->setLayer(bodyLayer(20, 20, pins));
        press(0);
        release(0);
        QCOMPARE(m_plot->channels(), 10);
        QTest::keyClick(m_plot.get(), Qt::Key_End);
        QCOMPARE(m_plot->channels(), 40);
        pins.pins = mapping::pinsOf(bodyMapping(20).layers.front());
        m_plot->setLayer(bodyLayer(20, 20, pins));
        QVERIFY(!m_plot->canMove());
        m_chosen->clear();
        press(0);
        release(0);
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QCOMPARE(m_chosen->count(), 0);
    }

    void theHandleStandsOnTheStairs()
    {
        QVERIFY(m_plot->handlePosition(16).y() > m_plot->handlePosition(17).y()); // Less is lower.
        QVERIFY(m_plot->handlePosition(16).x() < m_plot->handlePosition(17).x());
        QVERIFY(m_plot->accessibleDescription().contains("20 on digital, 44 on analog: "));
        QTest::keyClick(m_plot.get(), Qt::Key_Right);
        QVERIFY(m_plot->accessibleDescription().contains("21 on digital, 43 on analog: "));
    }

    void drawsInBothThemesWithoutWarnings()
    {
        WarningCollector warnings;
        const QPalette before = QApplication::palette();
        for (const QPalette &palette : {lightPalette(), darkPalette()}) {
            m_plot->setPalette(palette);
            QTest::qWait(0);
            const QImage image = m_plot->grab().toImage();
            const QColor digital = unitColors(0, palette).outline;
            int pixels = 0; // Antialiasing leaves few in exactly this colour.
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) {
                    const QColor color = image.pixelColor(x, y);
                    pixels += std::abs(color.red() - digital.red()) + std::abs(color.green() - digital.green()) +
                                          std::abs(color.blue() - digital.blue()) <
                                      40
                                  ? 1
                                  : 0;
                }
            QVERIFY2(pixels > 50, qPrintable(QString::number(pixels)));
        }
        QApplication::setPalette(before);
        QCOMPARE(warnings.takeAll(), QStringList());
    }

private:
    QWidget *canvas() const { return m_plot->findChild<QWidget *>(); }
    QPoint at(int n) const { return canvas()->mapFrom(m_plot.get(), m_plot->handlePosition(n).toPoint()); }
    void press(int n, Qt::KeyboardModifiers with = {}) { QTest::mousePress(canvas(), Qt::LeftButton, with, at(n)); }
    void release(int n, Qt::KeyboardModifiers with = {}) { QTest::mouseRelease(canvas(), Qt::LeftButton, with, at(n)); }
    void moveTo(int n, Qt::KeyboardModifiers with = {})
    {
        const QPoint to = at(n);
        QMouseEvent event(QEvent::MouseMove, to, canvas()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, with);
        QApplication::sendEvent(canvas(), &event);
    }
    QList<int> values() const
    {
        QList<int> found;
        for (const QList<QVariant> &arguments : *m_chosen)
            found << arguments.front().toInt();
        return found;
    }

    std::unique_ptr<StaircasePlot> m_plot;
    std::unique_ptr<QSignalSpy> m_chosen;
    std::unique_ptr<QSignalSpy> m_ended;
};

QTEST_MAIN(TestStaircasePlot)
#include "tst_staircase_plot.moc"
