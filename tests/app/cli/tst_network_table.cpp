// SPDX-License-Identifier: Apache-2.0
#include "app/cli/network_table.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::cli;
using namespace odimo::network;

namespace {

Network tiny()
{
    Network network("tiny", {2, 8, 8});
    int last = network.add(
        "conv", Convolution{.outChannels = 4, .kernel = {3, 3}, .stride = {2, 2}, .relu = Relu{.ceiling = 6}}, {0});
    last = network.add(
        "deep", Convolution{.outChannels = 4, .stride = {1, 2}, .dilation = {2, 2}, .groups = 4, .bias = true}, {last});
    const int pool = network.add("pool", MaxPool{.kernel = {3, 2}}, {last});
    last = network.add("sum", Addition{.relu = Relu{}}, {pool, pool});
    network.add("fc", FullyConnected{.outFeatures = 3}, {last});
    return network;
}

} // namespace

class TestNetworkTable : public QObject {
    Q_OBJECT

private slots:
    void tellsEveryNodeAndTheTotals()
    {
        const QString text = QString::fromStdString(networkTable(tiny(), platform::loadPlatform("diana")).text());
        const QStringList lines = text.split('\n');
        QCOMPARE(lines[2].simplified(), "conv convolution+relu6 2x8x8 4x3x3 3x3 2x2 1 648 72 digital, analog");
        QVERIFY2(lines[3].simplified().startsWith(
                     "deep convolution 4x3x3 4x3x2 1x1 dilated 2x2 1x2 4 24 8 digital; analog: "),
                 qPrintable(lines[3]));
        QCOMPARE(lines[4].simplified(), "pool max_pool 4x3x2 4x1x1 3x2 1x1 host");
        QCOMPARE(lines[5].simplified(), "sum addition+relu 4x1x1 4x1x1 host");
        QCOMPARE(lines[6].simplified(), "fc fully_connected 4x1x1 3x1x1 12 15 digital, analog");
        QCOMPARE(lines[8].simplified(), "total 684 95");
    }

    void jsonSaysWhyAUnitCannot()
    {
        const Json layers = layersToJson(tiny(), platform::loadPlatform("diana"));
        QCOMPARE(layers.size(), std::size_t(3));
        QVERIFY(layers[0]["units"]["analog"].is_null());
        QVERIFY(layers[1]["units"]["digital"].is_null());
        QVERIFY(layers[1]["units"]["analog"].is_string());
        QCOMPARE(layers[2]["parameters"].get<int>(), 15);
        QCOMPARE(totalsToJson(tiny()).dump(), std::string(R"({"macs":684,"parameters":95})"));
    }

    void unknownShapesOfAGraphStandAsSuch()
    {
        const std::vector<onnx::GraphNode> graph = {
            {.name = "/up", .op = "Resize", .input = Shape{3, 4, 4}, .output = {}}};
        QVERIFY(QString::fromStdString(graphTable(graph).text()).split('\n')[2].simplified() == "/up Resize 3x4x4 ?");
        QCOMPARE(graphToJson(graph).dump(),
                 std::string(R"([{"name":"/up","op":"Resize","input":[3,4,4],"output":null}])"));
    }
};

QTEST_APPLESS_MAIN(TestNetworkTable)
#include "tst_network_table.moc"
