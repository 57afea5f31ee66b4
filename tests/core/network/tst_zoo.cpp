// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "tests/core/base/error_message.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::network;

Q_DECLARE_METATYPE(Shape)

namespace {

/// A row of the golden table: ch_in, ch_out, k_x, k_y, groups, stride, out_x, out_y, searchable.
Json geometry(const Network &network, const Node &node)
{
    const auto *convolution = std::get_if<Convolution>(&node.op);
    const Convolution layer = convolution ? *convolution : Convolution{};
    // The authors count depthwise layers as not searched; here the platform says that one unit alone runs them.
    const bool searched = node.searched && layer.groups == 1;
    return {network.node(node.inputs[0]).output.channels,
            node.output.channels,
            layer.kernel.height,
            layer.kernel.width,
            layer.groups,
            layer.stride.height,
            node.output.height,
            node.output.width,
            searched};
}

std::int64_t totalMacs(const Network &network)
{
    std::int64_t total = 0;
    for (int index = 0; index <= network.output(); ++index)
        total += macs(network, index);
    return total;
}

} // namespace

class TestZoo : public QObject {
    Q_OBJECT

private slots:
    void layersAreThoseOfTheAuthors_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"resnet20", "resnet18", "mobilenet_v1_025"})
            QTest::newRow(name) << name;
    }
    void layersAreThoseOfTheAuthors()
    {
        QFETCH(QString, name);
        const Json golden = parseJson(readText(ODIMO_TEST_DATA "/golden/network_geometry.json"), "golden");
        const Network network = zooNetwork(name.toStdString());
        Json layers = Json::array();
        for (const Node &node : network.nodes())
            if (isLayer(node))
                layers.push_back(geometry(network, node));
        QCOMPARE(layers.dump(), golden["networks"][name.toStdString()].dump());
    }

    void sizesAreThePublishedOnes()
    {
        // MLPerf Tiny's reference models: 12.5 M and 2.66 M multiply-accumulates (Banbury et al., 2021).
        QCOMPARE(totalMacs(zooNetwork("resnet8")), 12501632);
        QCOMPARE(totalMacs(zooNetwork("ds_cnn")), 2656768);
        // ResNet-18 on ImageNet (He et al., 2015): 1.8 G; torchvision counts 1814073344.
        QCOMPARE(totalMacs(zooNetwork("resnet18:input=3x224x224,classes=1000")), 1814073344);
        // MobileNet on ImageNet (Howard et al., 2017, table 8): 569 M.
        QCOMPARE(totalMacs(zooNetwork("mobilenet_v1:input=3x224x224,classes=1000")) / 1000000, 568);
    }

    /// Howard's table 1 but for eight blocks, which are one convolution each and alone are searched.
    void theMobilenetOfDarksideHasEightSearchedConvolutions()
    {
        const Network network = zooNetwork("mobilenet_v1_darkside:width=0.25");
        QStringList searched;
        for (const Node &node : network.nodes()) {
            if (!isLayer(node) || !node.searched)
                continue;
            const Shape &read = network.node(node.inputs[0]).output;
            QCOMPARE(read, node.output);
            searched << QString("%1: %2").arg(QString::fromStdString(node.name)).arg(node.output.channels);
        }
        QCOMPARE(searched,
                 (QStringList{"block3.convolution: 32", "block5.convolution: 64", "block7.convolution: 128",
                              "block8.convolution: 128", "block9.convolution: 128", "block10.convolution: 128",
                              "block11.convolution: 128", "block13.convolution: 256"}));
        QCOMPARE(network.node(network.find("block13.convolution")).output, (Shape{256, 1, 1}));
        const Network large = zooNetwork("mobilenet_v1_darkside:stride=1,width=0.25");
        QCOMPARE(large.node(large.find("block13.convolution")).output, (Shape{256, 2, 2}));
    }

    void everyEntryTakesAnyInputAndClasses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<Shape>("input");
        for (const ZooEntry &entry : zoo())
            for (const Shape &shape :
                 {Shape{1, 8, 8}, Shape{3, 28, 29}, Shape{1, 49, 10}, Shape{2, 130, 128}, Shape{3, 224, 224}})
                QTest::addRow("%s %dx%d", entry.name.c_str(), shape.height, shape.width)
                    << QString::fromStdString(entry.name) << shape;
    }
    void everyEntryTakesAnyInputAndClasses()
    {
        QFETCH(QString, name);
        QFETCH(Shape, input);
        const Network network = zooNetwork(name.toStdString(), {.input = input, .classes = 7});
        checkComplete(network);
        checkComplete(simplify(network));
        QCOMPARE(network.inputShape(), input);
        QCOMPARE(network.classes(), 7);
    }

    void entriesBuildWithTheirDefaults()
    {
        QCOMPARE(zoo().size(), std::size_t(7));
        for (const ZooEntry &entry : zoo()) {
            const Network network = zooNetwork(entry.name);
            QCOMPARE(network.name(), entry.name);
            QCOMPARE(network.inputShape(), entry.defaultInput);
            QCOMPARE(network.classes(), entry.defaultClasses);
        }
    }

    void optionsChangeTheNetworkAndItsName()
    {
        const Network network = zooNetwork("resnet8:width=8,stem=2");
        QCOMPARE(network.name(), std::string("resnet8:stem=2,width=8"));
        QCOMPARE(network.node(network.find("conv1")).output, (Shape{8, 16, 16}));
        QVERIFY(zooNetwork(network.name()) == network);
        QVERIFY(zooNetwork("resnet8:stem=1") == zooNetwork("resnet8"));
        const Network quarter = zooNetwork("mobilenet_v1:width=0.25");
        QCOMPARE(totalMacs(quarter), totalMacs(zooNetwork("mobilenet_v1_025")));
        QVERIFY(zooNetwork("ds_cnn:input=1x20x8,classes=3") ==
                zooNetwork("ds_cnn", {.input = Shape{1, 20, 8}, .classes = 3}));
    }

    void largeImagesMeetTheLargeStem()
    {
        QCOMPARE(errorMessage([] { zooNetwork("resnet18:input=3x127x300").find("max_pool"); }),
                 "the network resnet18 has no node \"max_pool\"");
        const Network large = zooNetwork("resnet18:input=3x128x128");
        QCOMPARE(large.node(large.find("max_pool")).output, (Shape{64, 32, 32}));
    }

    void refusesBadSpecifications_data()
    {
        QTest::addColumn<QString>("specification");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *specification, const char *message) {
            QTest::newRow(specification) << specification << message;
        };
        const char *const listsOptions = "resnet8 takes input=CxHxW, classes=N, stem=1..2 (1), width=1..512 (16)";
        QTest::newRow("empty") << ""
                               << "there is no network \"\"";
        row("resnet9", "there is no network \"resnet9\"; known are resnet8, resnet20, resnet18, mobilenet_v1, "
                       "mobilenet_v1_025, mobilenet_v1_darkside, ds_cnn");
        row("resnet8:depth=3", "\"depth=3\" is unknown");
        row("resnet8:depth=4", listsOptions);
        row("resnet8:stem=3", listsOptions);
        row("resnet8:stem=1.5", listsOptions);
        row("resnet8:stem=", listsOptions);
        row("resnet8:stem", listsOptions);
        row("resnet8:stem=2x", listsOptions);
        row("resnet8:stem=nan", listsOptions);
        row("resnet8:width=1e9", listsOptions);
        row("resnet8:stem=2,stem=2", listsOptions);
        row("resnet8:", listsOptions);
        row("resnet8:classes=0", listsOptions);
        row("resnet8:input=3x32", listsOptions);
        row("resnet8:input=3x32x0", listsOptions);
        row("resnet8:input=3x7x32", "resnet8 needs images of at least 8 pixels on each side, but these are 3x7x32");
        row("resnet8:input=1x100000x100000", "too large to hold");
        row("mobilenet_v1:width=0", "width=0.05..4 (1)");
        row("mobilenet_v1_025:width=1", "mobilenet_v1_025 takes input=CxHxW, classes=N");
    }
    void refusesBadSpecifications()
    {
        QFETCH(QString, specification);
        QFETCH(QString, message);
        const QString actual = errorMessage([&] { zooNetwork(specification.toStdString()); });
        QVERIFY2(actual.contains(message), qPrintable(actual));
    }

    void statedShapesMustAgreeWithTheData()
    {
        QVERIFY(errorMessage([] {
                    zooNetwork("resnet8:input=3x32x32", {.input = Shape{1, 28, 28}});
                }).contains("for images of 3x32x32, but the data has 1x28x28"));
        QVERIFY(errorMessage([] {
                    zooNetwork("resnet8:classes=3", {.classes = 10});
                }).contains("for 3 classes, but the data has 10"));
    }
};

QTEST_APPLESS_MAIN(TestZoo)
#include "tst_zoo.moc"
