// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/weight_size.h"
#include "tests/core/mapping/front_samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::mapping;

class TestWeightSize : public QObject {
    Q_OBJECT

private slots:
    void countsTheBitsOfEachUnit()
    {
        const CostTable table = samples::dianaTable("resnet8");
        double weights = 0;
        for (const LayerTable &layer : table.layers) {
            const platform::LayerGeometry &shape = layer.layer.geometry;
            weights += shape.outChannels * shape.inChannels / shape.groups * shape.kernelX * shape.kernelY;
        }
        QCOMPARE(weightBytes(table, uniformMapping(table, 0)), weights); // 8 bits each.
        QCOMPARE(weightBytes(table, uniformMapping(table, 1)), weights / 4);
    }

    void aSplitLayerStoresBothParts()
    {
        const CostTable table = samples::dianaTable("resnet8");
        Mapping mapping = uniformMapping(table, 0);
        const double before = weightBytes(table, mapping);
        mapping.layers[1].unitOfChannel[3] = 1; // 16 inputs of 3 x 3 weights, now in 2 bits.
        QCOMPARE(weightBytes(table, mapping), before - 144 + 36);
    }

    void groupsReadTheirOwnInputsOnly()
    {
        const CostTable table = samples::dianaTable("ds_cnn");
        const auto depthwise =
            std::ranges::find_if(table.layers, [](const LayerTable &layer) { return layer.layer.geometry.groups > 1; });
        QVERIFY(depthwise != table.layers.end());
        CostTable alone{.platform = table.platform, .layers = {*depthwise}};
        const platform::LayerGeometry &shape = depthwise->layer.geometry;
        QCOMPARE(weightBytes(alone, uniformMapping(alone, 0)),
                 static_cast<double>(shape.outChannels * shape.kernelX * shape.kernelY));
    }
};

QTEST_APPLESS_MAIN(TestWeightSize)
#include "tst_weight_size.moc"
