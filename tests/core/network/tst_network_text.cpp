// SPDX-License-Identifier: Apache-2.0
#include "core/network/network.h"

#include <QTest>

using namespace odimo::network;

class TestNetworkText : public QObject {
    Q_OBJECT

private slots:
    void tellsEveryNodeAndTheTotals()
    {
        Network network("tiny", {2, 8, 8});
        int last = network.add("conv",
                               Convolution{.outChannels = 4, .kernel = {3, 3}, .stride = {2, 2}, .relu = Relu{6}}, {0});
        last = network.add("deep", Convolution{.outChannels = 4, .stride = {1, 2}, .groups = 4, .bias = true}, {last});
        last = network.add("bn", BatchNormalization{}, {last});
        last = network.add("pool", MaxPool{.kernel = {3, 2}}, {last});
        last = network.add("sum", Addition{}, {last, last});
        network.add("fc", FullyConnected{.outFeatures = 3}, {last});

        QCOMPARE(QString::fromStdString(toText(network)),
                 "tiny: 2x8x8 to 3 classes\n"
                 "node   operator             output  kernel      MACs  parameters  reads\n"
                 "input  input                2x8x8\n"
                 "conv   convolution+relu6    4x3x3   3x3/2       648   72          input\n"
                 "deep   convolution          4x3x2   1x1/1x2 g4  24    8           conv\n"
                 "bn     batch_normalization  4x3x2                     8           deep\n"
                 "pool   max_pool             4x1x1   3x2                           bn\n"
                 "sum    addition             4x1x1                                 pool, pool\n"
                 "fc     fully_connected      3x1x1               12    15          sum\n"
                 "total                                           684   103\n");
    }
};

QTEST_APPLESS_MAIN(TestNetworkText)
#include "tst_network_text.moc"
