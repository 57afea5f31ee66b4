// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/base/error_message.h"
#include "widgets/base/figure.h"
#include "widgets/base/figure_source.h"

#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;

class FigureTest : public QObject {
    Q_OBJECT

private slots:
    void anSvgHasTextsAndItsSize()
    {
        const QByteArray svg = written("a.svg", 84.5);
        QVERIFY2(svg.contains("width=\"84.5mm\" height=\"42.25mm\""), svg.left(300));
        QVERIFY(svg.contains(">words<"));
        QVERIFY(svg.contains("<title>A &amp; B</title>"));
    }

    /// The generator of Qt leaves clipping out.
    void anSvgIsClippedAsItWasPainted()
    {
        const Figure figure = paintedFigure({100, 100}, [](QPainter &painter) {
            painter.fillRect(0, 0, 100, 100, Qt::white);
            painter.save();
            painter.translate(10, 10);
            painter.setClipRect(0, 0, 40, 40);
            painter.fillRect(-10, -10, 100, 100, Qt::red);
            painter.setClipRect(20, 20, 40, 40, Qt::IntersectClip);
            painter.fillRect(-10, -10, 100, 100, Qt::blue);
            painter.restore();
            painter.fillRect(90, 90, 10, 10, Qt::green);
            painter.setClipRect(60, 0, 20, 20);
            painter.fillRect(0, 0, 100, 100, Qt::cyan);
        });
        const QString path = m_folder.filePath("clipped.svg");
        writeFigure(figure, {.path = path.toStdString()});
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray svg = file.readAll();
        QXmlStreamReader reader(svg);
        QStringList open;
        QStringList fills;
        while (!reader.atEnd()) {
            reader.readNext();
            if (reader.isStartElement()) {
                const QString clip = reader.attributes().value("clip-path").toString();
                open << clip;
                if (reader.name() == QLatin1String("rect") || reader.name() == QLatin1String("path"))
                    fills << open.join("");
            }
            if (reader.isEndElement())
                open.removeLast();
        }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY2(!svg.contains("987654"), "the marks are gone");
        QCOMPARE(svg.count("<clipPath"), 3);
        QVERIFY2(svg.contains("M10,10 L50,10 L50,50 L10,50"), svg);
        fills.removeAll(QString()); // White, green, and the definitions themselves.
        QCOMPARE(fills, QStringList({"url(#clip0)", "url(#clip1)", "url(#clip3)"}));
        QVERIFY(svg.contains("url(#clip0)") && !svg.contains("url(#clip2)"));
    }

    void aPdfHasItsSizeInPoints()
    {
        const QByteArray pdf = written("a.pdf", 127);
        QVERIFY(pdf.startsWith("%PDF-"));
        static const QRegularExpression box("/MediaBox \\[0 0 ([0-9.]+) ([0-9.]+)\\]");
        const QRegularExpressionMatch found = box.match(QString::fromLatin1(pdf));
        QVERIFY(found.hasMatch());
        QCOMPARE(found.captured(1).toDouble(), 360.0);
        QCOMPARE(found.captured(2).toDouble(), 180.0);
        QVERIFY2(!pdf.contains("/Subtype /Image"), "it is drawn, not a picture of dots");
    }

    void aPngIsDrawnAtItsSize()
    {
        written("a.png", 50.8);
        const QImage image(m_folder.filePath("a.png"));
        QCOMPARE(image.size(), QSize(600, 300));
        QCOMPARE(image.dotsPerMeterX(), 11811);
        QCOMPARE(image.text("Title"), "A & B");
        QCOMPARE(image.pixelColor(590, 290), QColor(Qt::yellow));
    }

    void itsOwnSizeIsTheLastWord()
    {
        QCOMPARE(pixelsOf({192, 96}, {.dotsPerInch = 96}), QSize(192, 96));
        QVERIFY2(pixelsOf({100, 9600}, {.width_mm = 1000, .dotsPerInch = 1200}).height() <= 16000, "nobody reads more");
    }

    void everyFileLeadsBack_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"b.svg", "b.pdf", "b.png"})
            QTest::newRow(name) << name;
    }
    void everyFileLeadsBack()
    {
        QFETCH(QString, name);
        written(name, 100);
        const std::optional<Origin> source = figureSource(m_folder.filePath(name));
        QVERIFY(source.has_value());
        QVERIFY(*source == sample());
    }

    void otherFilesSayNothing()
    {
        for (const char *name : {"c.svg", "c.pdf", "c.png", "c.csv", "c.tex", "c.txt"}) {
            const QString path = m_folder.filePath(name);
            QVERIFY2(!figureSource(path), "it is not there");
            for (const QByteArray &bytes : {QByteArray(), QByteArray("/Creator (\\"), QByteArray("<svg><desc>x"),
                                            QByteArray("\x89PNG\r\n\x1a\n\0\0", 10), QByteArray(600'000, 'x')}) {
                QFile file(path);
                QVERIFY(file.open(QIODevice::WriteOnly));
                file.write(bytes);
                file.close();
                QVERIFY(!figureSource(path));
            }
        }
        QVERIFY(canBeFigure("/a/b.SVG") && !canBeFigure("/a/b.odimo"));
    }

    /// 200 of each kind, or as many as ODIMO_CORRUPTIONS says: what a stranger's file says leads back, or nowhere.
    void aDamagedFileLeadsBackOrNot_data() { everyFileLeadsBack_data(); }
    void aDamagedFileLeadsBackOrNot()
    {
        QFETCH(QString, name);
        const QByteArray whole = written(name, 100);
        const QString path = m_folder.filePath("damaged-" + name);
        Random random(1);
        int leading = 0;
        const int times = askedNumber("ODIMO_CORRUPTIONS", 200);
        for (int i = 0; i < times; ++i) {
            QByteArray bytes = whole;
            for (int changes = random.below(20); changes >= 0; --changes)
                bytes[random.below(static_cast<int>(bytes.size()))] = static_cast<char>(random.below(256));
            bytes.truncate(random.below(4) > 0 ? bytes.size() : random.below(static_cast<int>(bytes.size())));
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
            file.close();
            const std::optional<Origin> source = figureSource(path);
            QVERIFY(!source || !source->project.empty());
            leading += source ? 1 : 0;
        }
        QVERIFY2(leading > 0 && leading < times, qPrintable(QString::number(leading)));
    }

    void refusesOtherEndingsAndPlaces()
    {
        QVERIFY(errorMessage([] { writeFigure(figure(), {.path = "x.gif"}); }).contains("x.gif"));
        for (const char *name : {"x.svg", "x.pdf", "x.png"}) {
            const std::string file = "/no/such/folder/" + std::string(name);
            const QString message = errorMessage([&] { writeFigure(figure(), {.path = file}); });
            QVERIFY2(message.contains(QString::fromStdString(file)), qPrintable(message));
        }
    }

private:
    static Figure figure()
    {
        return paintedFigure({400, 200}, [](QPainter &painter) {
            painter.fillRect(QRect(0, 0, 400, 200), Qt::yellow);
            painter.drawText(20, 50, "words");
        });
    }

    static Origin sample()
    {
        return {.project = "designs/(a) \\ ü <&>.odimo", .view = "front", .run = 3, .runs = {3, 7}, .layer = "conv1"};
    }

    QByteArray written(const QString &name, double width_mm)
    {
        const QString path = m_folder.filePath(name);
        writeFigure(figure(), {.path = path.toStdString(),
                               .title = "A & B",
                               .source = sample(),
                               .width_mm = width_mm,
                               .dotsPerInch = 300});
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(FigureTest)
#include "tst_figure.moc"
