// SPDX-License-Identifier: Apache-2.0
#include "core/base/data_table.h"
#include "tests/widgets/network/network_samples.h"
#include "widgets/base/theme.h"
#include "widgets/network/network_tikz.h"

#include <QImage>
#include <QPainter>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QtTest>

using namespace odimo;
using namespace odimo::widgets;
using namespace odimo::tests;

class NetworkPictureTest : public QObject {
    Q_OBJECT

private slots:
    /// Texts stay texts, all nodes are in it, and the hatches do without clipping, which the format's writer ignores.
    void anSvgHasTheWholeNetwork()
    {
        const QByteArray svg = saved("whole.svg");
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(svg.contains("<title>resnet8, run 3: Search 0.1</title>"));
        for (const NetworkNode &node : networkSample().nodes)
            QVERIFY2(svg.contains(">" + node.name.toUtf8() + "<"), qPrintable(node.name));
        QVERIFY2(svg.contains(">digital<") && svg.contains(">analog<"), "there is no legend");
    }

    void hatchesStayWithinTheirBars()
    {
        QSvgRenderer renderer(saved("hatches.svg"));
        QImage image(renderer.defaultSize(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        renderer.render(&painter);
        painter.end();
        saved("hatches.png");
        const QImage png(m_folder.filePath("hatches.png"));
        const QImage same = png.scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        qint64 difference = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                difference += std::abs(qGray(image.pixel(x, y)) - qGray(same.pixel(x, y)));
        const double mean = static_cast<double>(difference) / image.width() / image.height();
        QVERIFY2(mean < 4, qPrintable(QString("they differ by %1 of 255").arg(mean)));
    }

    void aPngIsDrawnAtTwiceTheSize()
    {
        saved("whole.png");
        const QImage image(m_folder.filePath("whole.png"));
        QVERIFY(image.height() > 2000);
        QCOMPARE(image.text("Title"), "resnet8, run 3: Search 0.1");
        QCOMPARE(image.pixelColor(1, image.height() - 2), plotColors(lightPalette()).background);
    }

    void closedBlocksAndColoursAreDrawnAsTheyAreShown()
    {
        NetworkPicture picture{.values = networkSample(), .closed = {}, .coloring = NodeColoring::Cycles, .font = {}};
        picture.closed = network::innermost(picture.values.blocks);
        const QByteArray svg = saved("closed.svg", picture);
        QVERIFY(svg.contains(">block of 3 nodes<"));
        QVERIFY(svg.contains(">Cycles<"));
        QVERIFY(!svg.contains(">analog<"));
    }

    /// On paper nothing can be pressed.
    void openBlocksHaveNoHandles()
    {
        NetworkPicture plain = samplePicture();
        plain.values.blocks.clear();
        QCOMPARE(saved("open.svg"), saved("plain.svg", plain));
    }

    void aTikzPictureHasTheWholeNetwork()
    {
        const std::string tikz = networkTikz(samplePicture());
        std::size_t arrows = 0;
        for (std::size_t at = tikz.find("-latex"); at != std::string::npos; at = tikz.find("-latex", at + 1))
            ++arrows;
        const ShownNetwork shown = shownNetwork(networkSample(), {});
        QCOMPARE(arrows, shown.edges.size());
        for (const ShownNode &node : shown.nodes) {
            const std::string name = "\\bfseries " + latexEscaped(node.values.name.toStdString()) + "};";
            QVERIFY2(tikz.find(name) != std::string::npos, name.c_str());
        }
        for (const char *unit : {"\\selectfont digital};", "\\selectfont analog};"})
            QVERIFY2(tikz.find(unit) != std::string::npos, unit);
        QVERIFY2(tikz.find("pattern=north east lines") != std::string::npos, "units are told apart by colour alone");

        NetworkPicture byCycles = samplePicture();
        byCycles.coloring = NodeColoring::Cycles;
        byCycles.palette = darkPalette();
        const std::string colored = networkTikz(byCycles);
        QVERIFY(colored.find("cycles};") != std::string::npos);
        QVERIFY(colored.find("digital};") == std::string::npos);
    }

    void aNetworkWithoutARunHasItsNameAlone()
    {
        NetworkValues values = networkValues(networkSource("resnet8"), nullptr);
        values.name = "resnet8";
        QCOMPARE(pictureTitle(values), "resnet8");
        QVERIFY(saved("graph.svg", {.values = values, .closed = {}, .coloring = {}, .font = {}})
                    .contains("<title>resnet8</title>"));
    }

private:
    static NetworkPicture samplePicture()
    {
        return {.values = networkSample(), .closed = {}, .coloring = NodeColoring::Units, .font = {}};
    }

    QByteArray saved(const QString &name, const NetworkPicture &picture = samplePicture())
    {
        const QString path = m_folder.filePath(name);
        writeFigure(networkFigure(picture),
                    {.path = path.toStdString(), .title = pictureTitle(picture.values), .source = {}});
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir m_folder;
};

QTEST_MAIN(NetworkPictureTest)
#include "tst_network_picture.moc"
