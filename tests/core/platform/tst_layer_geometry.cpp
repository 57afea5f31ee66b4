// SPDX-License-Identifier: Apache-2.0
#include "core/platform/layer_geometry.h"

#include <QTest>

using namespace odimo;
using namespace odimo::platform;

class TestLayerGeometry : public QObject {
    Q_OBJECT

private slots:
    void takesTheLayersInOrderWithHeightAsX()
    {
        network::Network net("net", {.channels = 3, .height = 20, .width = 10});
        network::Convolution convolution;
        convolution.outChannels = 8;
        convolution.kernel = {.height = 5, .width = 3};
        int last = net.add("conv", convolution, {0}, false);
        network::Convolution depthwise;
        depthwise.outChannels = 8;
        depthwise.groups = 8;
        last = net.add("depthwise", depthwise, {last});
        last = net.add("relu", network::Relu{}, {last});
        last = net.add("pool", network::GlobalAveragePool{}, {last});
        net.add("fc", network::FullyConnected{.outFeatures = 4}, {last});

        const std::vector<Layer> layers = layersOf(net);

        QCOMPARE(layers.size(), std::size_t(3));
        const LayerGeometry conv{
            .name = "conv", .inChannels = 3, .outChannels = 8, .kernelX = 5, .kernelY = 3, .outX = 16, .outY = 8};
        QVERIFY(layers[0].geometry == conv);
        QVERIFY(layers[0].kind == OperatorKind::Convolution);
        QVERIFY(!layers[0].searched);
        QCOMPARE(layers[0].node, 1);
        QVERIFY(layers[1].kind == OperatorKind::GroupedConvolution);
        QCOMPARE(layers[1].geometry.groups, 8);
        QVERIFY(layers[1].searched);
        const LayerGeometry fc{.name = "fc", .inChannels = 8, .outChannels = 4};
        QVERIFY(layers[2].geometry == fc);
        QVERIFY(layers[2].kind == OperatorKind::FullyConnected);
        QCOMPARE(layers[2].node, 5);
    }
};

QTEST_APPLESS_MAIN(TestLayerGeometry)
#include "tst_layer_geometry.moc"
