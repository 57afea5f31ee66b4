// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/network/blocks.h"
#include "core/network/layout/crossings.h"
#include "core/network/layout/graph_layout.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"

#include <QElapsedTimer>
#include <QTest>

#include <cmath>

using namespace odimo;
using namespace odimo::network;

namespace {

constexpr LayoutGaps gaps{.column = 20, .lane = 10, .layer = 30};

BoxGraph graphOf(const Network &network)
{
    BoxGraph graph;
    for (std::size_t node = 0; node < network.nodes().size(); ++node) {
        graph.boxes.push_back({100, isLayer(network.nodes()[node]) ? 40.0 : 20.0});
        for (const int input : network.nodes()[node].inputs)
            graph.edges.push_back({input, static_cast<int>(node)});
    }
    return graph;
}

/// Mostly chains, with some edges that skip up to `reach` boxes.
BoxGraph drawnGraph(std::uint64_t seed, int boxes, int reach)
{
    Random random(seed);
    BoxGraph graph;
    for (int box = 0; box < boxes; ++box) {
        graph.boxes.push_back({20.0 + random.below(100), 10.0 + random.below(40)});
        if (box > 0 && random.below(8) > 0)
            graph.edges.push_back({box - 1 - random.below(std::min(box, 3)), box});
        if (box > 0 && random.below(3) == 0)
            graph.edges.push_back({box - 1 - random.below(std::min(box, reach)), box});
    }
    return graph;
}

struct Sides {
    double left, right, top, bottom;
};

Sides sidesOf(const BoxGraph &graph, const GraphLayout &layout, std::size_t box)
{
    const auto [width, height] = graph.boxes[box];
    const auto [x, y] = layout.centers[box];
    return {x - width / 2, x + width / 2, y - height / 2, y + height / 2};
}

/// The first rule that is broken, or nothing.
QString fault(const BoxGraph &graph, const GraphLayout &layout)
{
    for (std::size_t box = 0; box < graph.boxes.size(); ++box) {
        const Sides one = sidesOf(graph, layout, box);
        if (one.left < -1e-9 || one.top < -1e-9 || one.right > layout.size.width + 1e-9 ||
            one.bottom > layout.size.height + 1e-9)
            return QString("box %1 is outside").arg(box);
        for (std::size_t other = 0; other < box; ++other) {
            const Sides two = sidesOf(graph, layout, other);
            const double across = std::max(one.left - two.right, two.left - one.right);
            const double down = std::max(one.top - two.bottom, two.top - one.bottom);
            if (across < gaps.column - 1e-9 && down < 0)
                return QString("boxes %1 and %2 are too near").arg(box).arg(other);
        }
    }
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge) {
        const std::vector<Place> &path = layout.paths[edge];
        const auto [from, to] = graph.edges[edge];
        const Sides start = sidesOf(graph, layout, static_cast<std::size_t>(from));
        const Sides end = sidesOf(graph, layout, static_cast<std::size_t>(to));
        if (path.size() < 2 || std::abs(path.front().y - start.bottom) > 1e-9 ||
            std::abs(path.back().y - end.top) > 1e-9)
            return QString("edge %1 does not join its boxes").arg(edge);
        for (std::size_t point = 1; point < path.size(); ++point) {
            const Place upper = path[point - 1], lower = path[point];
            if (lower.y <= upper.y)
                return QString("edge %1 leads upwards").arg(edge);
            for (std::size_t box = 0; box < graph.boxes.size(); ++box) {
                const Sides sides = sidesOf(graph, layout, box);
                const bool isPassed = lower.y > sides.top + 1e-9 && upper.y < sides.bottom - 1e-9;
                const auto [left, right] = std::minmax(upper.x, lower.x);
                if (isPassed && right > sides.left && left < sides.right)
                    return QString("edge %1 leads through box %2").arg(edge).arg(box);
            }
        }
    }
    return {};
}

} // namespace

class TestLayeredLayout : public QObject {
    Q_OBJECT

private slots:
    void keepsTheRulesOnDrawnGraphs()
    {
        for (std::uint64_t seed = 1; seed <= 300; ++seed) {
            const BoxGraph graph = drawnGraph(seed, 1 + static_cast<int>(seed) % 60, 2 + static_cast<int>(seed) % 17);
            const GraphLayout layout = layeredLayout(graph, gaps);
            const QString found = fault(graph, layout);
            QVERIFY2(found.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(found)));
            QVERIFY(layout == layeredLayout(graph, gaps));
        }
    }

    void keepsTheRulesOnNetworks_data()
    {
        QTest::addColumn<QString>("name");
        for (const ZooEntry &entry : zoo())
            QTest::newRow(entry.name.c_str()) << QString::fromStdString(entry.name);
    }
    void keepsTheRulesOnNetworks()
    {
        QFETCH(const QString, name);
        const BoxGraph graph = graphOf(simplify(zooNetwork(name.toStdString())));
        QCOMPARE(fault(graph, layeredLayout(graph, gaps)), QString());
    }

    void aChainIsStraight()
    {
        BoxGraph graph{.boxes = {{30, 10}, {80, 20}, {50, 10}}, .edges = {{0, 1}, {1, 2}}};
        const GraphLayout layout = layeredLayout(graph, gaps);
        QVERIFY(layout.centers == (std::vector<Place>{{40, 5}, {40, 50}, {40, 95}}));
        QVERIFY(layout.size == (BoxSize{80, 100}));
        QVERIFY(layout.paths[0] == (std::vector<Place>{{40, 10}, {40, 40}}));
    }

    /// Convolutions and additions stand in one column; what skips them passes on their right.
    void aResidualNetworkIsOneColumn()
    {
        const Network network = simplify(zooNetwork("resnet20"));
        const BoxGraph graph = graphOf(network);
        const GraphLayout layout = layeredLayout(graph, gaps);
        int beside = 0;
        for (int node = 0; node < static_cast<int>(network.nodes().size()); ++node) {
            const bool isShortcut = network.node(node).name.find("shortcut") != std::string::npos;
            const double x = layout.centers[static_cast<std::size_t>(node)].x;
            beside += isShortcut ? 1 : 0;
            if (isShortcut)
                QCOMPARE(x, 50.0 + 100 + gaps.column);
            else
                QCOMPARE(x, 50.0);
        }
        QCOMPARE(beside, 2);
        QCOMPARE(layout.size.width, 200.0 + gaps.column);
    }

    /// Four branches of different lengths: the concatenations stay in one column, and nothing crosses.
    void parallelPathsStandAroundTheTrunk()
    {
        BoxGraph graph{.boxes = {{100, 40}}, .edges = {}};
        int trunk = 0;
        for (int module = 0; module < 3; ++module) {
            std::vector<int> ends;
            for (const int length : {1, 2, 3, 2}) {
                int end = trunk;
                for (int step = 0; step < length; ++step) {
                    graph.edges.push_back({end, static_cast<int>(graph.boxes.size())});
                    end = static_cast<int>(graph.boxes.size());
                    graph.boxes.push_back({100, 40});
                }
                ends.push_back(end);
            }
            trunk = static_cast<int>(graph.boxes.size());
            graph.boxes.push_back({100, 40});
            for (const int end : ends)
                graph.edges.push_back({end, trunk});
        }
        const GraphLayout layout = layeredLayout(graph, gaps);
        QCOMPARE(fault(graph, layout), QString());
        QCOMPARE(layout.centers.back().x, layout.centers.front().x);
        LayeredGraph layered = layeredGraph(graph);
        reduceCrossings(layered);
        QCOMPARE(crossings(layered), 0);
    }

    void crossingsAreCountedAndReduced()
    {
        // K(2, 2) with its ends exchanged below each other.
        BoxGraph graph{.boxes = std::vector<BoxSize>(6, {10, 10}), .edges = {{0, 2}, {0, 3}, {1, 4}, {1, 5}, {0, 4}}};
        LayeredGraph layered = layeredGraph(graph);
        std::swap(layered.layers[0][0], layered.layers[0][1]);
        QCOMPARE(crossings(layered), 5);
        reduceCrossings(layered);
        QCOMPARE(crossings(layered), 0);
    }

    void edgesThatLeadFarShareALine()
    {
        const BoxGraph graph{.boxes = std::vector<BoxSize>(6, {10, 10}),
                             .edges = {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {0, 3}, {0, 5}}};
        const GraphLayout layout = layeredLayout(graph, gaps);
        QCOMPARE(fault(graph, layout), QString());
        QVERIFY(layout.paths[5][1] == layout.paths[6][1]);
        QVERIFY(layout.paths[5][2].x == layout.paths[6][2].x);
    }

    void nothingAndOneBoxAreLaidOut()
    {
        QVERIFY(layeredLayout({}, gaps) == GraphLayout{});
        QVERIFY(layeredLayout({{{30, 10}}, {}}, gaps).size == (BoxSize{30, 10}));
    }

    void refusesEdgesThatLeadBack()
    {
        const BoxGraph graph{.boxes = {{10, 10}, {10, 10}}, .edges = {{1, 0}}};
        const QString message = errorMessage([&] { layeredLayout(graph, gaps); });
        QVERIFY2(message.contains("from box 1 to box 0 of 2"), qPrintable(message));
    }

    /// A window waits for it.
    void aThousandBoxesTakeUnderASecond()
    {
        const BoxGraph graph = drawnGraph(7, 1000, 40);
        QElapsedTimer clock;
        clock.start();
        const GraphLayout layout = layeredLayout(graph, gaps);
        const qint64 elapsed = clock.elapsed();
        qInfo("%lld ms", static_cast<long long>(elapsed));
        QVERIFY2(elapsed < 1000, qPrintable(QString("%1 ms").arg(elapsed)));
        QCOMPARE(layout.centers.size(), 1000U);
    }
};

QTEST_APPLESS_MAIN(TestLayeredLayout)
#include "tst_layered_layout.moc"
