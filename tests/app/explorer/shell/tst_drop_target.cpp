// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/shell/drop_overlay.h"
#include "app/explorer/shell/drop_target.h"

#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo::explorer;

class DropTargetTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void itSaysWhatWillHappen_data();
    void itSaysWhatWillHappen();
    void whatIsOfNoUseIsRefusedWithTheReason_data();
    void whatIsOfNoUseIsRefusedWithTheReason();
    void nothingIsTakenDuringAnExploration();
    void aSecondProjectIsOpenedOrCompared();
    void aProjectIsComparedDuringAnExploration();
    void theOverlayGoesWhenTheDragLeaves();

private:
    /// True if it could be dropped here.
    bool drag(const QList<QUrl> &urls, int across = 60);
    void drop(const QList<QUrl> &urls, int across = 50);

    std::unique_ptr<QWidget> m_window;
    DropTarget *m_target = nullptr;
};

void DropTargetTest::init()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(600, 400);
    m_target = new DropTarget(*m_window, m_window.get());
    m_window->show();
}

bool DropTargetTest::drag(const QList<QUrl> &urls, int across)
{
    QMimeData data;
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &enter);
    QDragMoveEvent move(QPoint(across, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    move.ignore();
    QCoreApplication::sendEvent(m_window.get(), &move);
    return move.isAccepted();
}

void DropTargetTest::drop(const QList<QUrl> &urls, int across)
{
    QMimeData data;
    data.setUrls(urls);
    QDropEvent event(QPointF(across, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_window.get(), &event);
}

void DropTargetTest::itSaysWhatWillHappen_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("says");
    QTest::newRow("project") << "/p/run.odimo"
                             << "Open run.odimo";
    QTest::newRow("network") << "/p/net.onnx"
                             << "Explore the network net.onnx";
    QTest::newRow("archive") << "/p/photos.tar.gz"
                             << "Train on photos.tar.gz";
    QTest::newRow("folder") << QDir::tempPath() << "one folder for each class";
}

void DropTargetTest::itSaysWhatWillHappen()
{
    QFETCH(const QString, path);
    QFETCH(const QString, says);
    QSignalSpy dropped(m_target, &DropTarget::dropped);
    QVERIFY(drag({QUrl::fromLocalFile(path)}));
    QVERIFY(m_target->overlay().isVisible());
    QCOMPARE(m_target->overlay().size(), m_window->size());
    QVERIFY2(m_target->overlay().text().contains(says), qPrintable(m_target->overlay().text()));
    drop({QUrl::fromLocalFile(path)});
    QVERIFY(!m_target->overlay().isVisible());
    QCOMPARE(dropped.count(), 1);
}

void DropTargetTest::whatIsOfNoUseIsRefusedWithTheReason_data()
{
    QTest::addColumn<QList<QUrl>>("urls");
    QTest::addColumn<QString>("says");
    QTest::newRow("document") << QList{QUrl("file:///p/notes.odt")} << "takes projects";
    QTest::newRow("two") << QList{QUrl("file:///p/a.onnx"), QUrl("file:///p/b.onnx")} << "one file at a time";
    QTest::newRow("elsewhere") << QList{QUrl("https://example.org/net.onnx")} << "not a file on this computer";
}

void DropTargetTest::whatIsOfNoUseIsRefusedWithTheReason()
{
    QFETCH(const QList<QUrl>, urls);
    QFETCH(const QString, says);
    QSignalSpy dropped(m_target, &DropTarget::dropped);
    QVERIFY(!drag(urls));
    QVERIFY2(m_target->overlay().text().contains(says), qPrintable(m_target->overlay().text()));
    drop(urls);
    QCOMPARE(dropped.count(), 0);
}

void DropTargetTest::nothingIsTakenDuringAnExploration()
{
    m_target->setObstacle("An exploration is running.");
    QVERIFY(!drag({QUrl::fromLocalFile("/p/net.onnx")}));
    QVERIFY(m_target->overlay().text().contains("An exploration is running."));
    m_target->setObstacle({});
    QVERIFY(drag({QUrl::fromLocalFile("/p/net.onnx")}));
}

void DropTargetTest::aSecondProjectIsOpenedOrCompared()
{
    const QList urls{QUrl::fromLocalFile("/p/run.odimo")};
    QSignalSpy dropped(m_target, &DropTarget::dropped);
    QVERIFY(drag(urls, 500));
    QVERIFY(!m_target->overlay().text().contains("compare")); // Nothing is open.
    m_target->setComparable(true);
    QVERIFY(drag(urls, 100));
    QVERIFY2(m_target->overlay().text().contains("Open run.odimo") && m_target->overlay().text().contains("right half"),
             qPrintable(m_target->overlay().text()));
    const auto isSaidWithin = [&](int left, int right) {
        const auto labels = m_target->overlay().findChildren<QLabel *>();
        return std::ranges::all_of(labels, [&](const QLabel *label) {
            return label->geometry().left() >= left && label->geometry().right() <= right;
        });
    };
    const int middle = m_window->width() / 2;
    QTRY_VERIFY(isSaidWithin(0, middle)); // Not across the frame.
    QVERIFY(drag(urls, 500));
    QTRY_VERIFY(isSaidWithin(middle, m_window->width()));
    QVERIFY2(m_target->overlay().text().contains("Compare with run.odimo"), qPrintable(m_target->overlay().text()));
    drop(urls, 500);
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped.takeFirst().first().value<DroppedFile>().use, DroppedFile::Use::Comparison);
    QVERIFY(drag(urls, 100)); // Qt delivers a drop only where a drag has entered.
    drop(urls, 100);
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped.takeFirst().first().value<DroppedFile>().use, DroppedFile::Use::Project);
}

/// Nothing else can be opened then, but looked at.
void DropTargetTest::aProjectIsComparedDuringAnExploration()
{
    m_target->setComparable(true);
    m_target->setObstacle("An exploration is running.");
    QSignalSpy dropped(m_target, &DropTarget::dropped);
    QVERIFY(drag({QUrl::fromLocalFile("/p/run.odimo")}, 100));
    drop({QUrl::fromLocalFile("/p/run.odimo")}, 100);
    QCOMPARE(dropped.count(), 1);
    QCOMPARE(dropped.takeFirst().first().value<DroppedFile>().use, DroppedFile::Use::Comparison);
    QVERIFY(!drag({QUrl::fromLocalFile("/p/net.onnx")}));
}

void DropTargetTest::theOverlayGoesWhenTheDragLeaves()
{
    drag({QUrl::fromLocalFile("/p/notes.txt")});
    QVERIFY(m_target->overlay().isVisible());
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(m_window.get(), &leave);
    QVERIFY(!m_target->overlay().isVisible());
}

QTEST_MAIN(DropTargetTest)
#include "tst_drop_target.moc"
