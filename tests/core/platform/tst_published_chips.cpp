// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/platform/branch.h"
#include "core/platform/cost_models.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

using namespace odimo;
using namespace odimo::platform;

namespace {

/// Of values that their source computed in single precision.
constexpr double single = 5e-7;
/// The same double arithmetic in another order.
constexpr double rounding = 1e-12;

Json goldenRows(const std::string &name)
{
    const std::string path = "/golden/" + name;
    return parseJson(readText(ODIMO_TEST_DATA + path), path).at("rows");
}

OperatorKind kindNamed(const std::string &name)
{
    return name == "convolution"           ? OperatorKind::Convolution
           : name == "grouped_convolution" ? OperatorKind::GroupedConvolution
                                           : OperatorKind::FullyConnected;
}

/// A row begins with name, kind, inChannels, channels, kernel, groups, outX, outY. Of a depthwise layer the channels
/// may be a part.
Layer layerOf(const Json &row)
{
    Layer layer;
    layer.kind = kindNamed(row[1]);
    layer.geometry = {.name = row[0],
                      .inChannels = row[2],
                      .outChannels = std::max(row[3].get<int>(), row[5].get<int>()),
                      .kernelX = row[4],
                      .kernelY = row[4],
                      .groups = row[5],
                      .outX = row[6],
                      .outY = row[7]};
    return layer;
}

const ComputeUnit &unitAt(const Platform &platform, const std::string &name)
{
    return platform.units[static_cast<std::size_t>(platform.unitNamed(name))];
}

/// The cost model of a unit with another value of a constant.
std::shared_ptr<const CostModel> variant(const Platform &platform, const std::string &unit, const std::string &constant,
                                         const Json &value)
{
    const int index = platform.unitNamed(unit);
    Json cost = Json::parse(platform.json)["units"][static_cast<std::size_t>(index)]["cost"];
    cost[constant] = value;
    JsonReader constants(cost, "cost");
    return costModelNamed(constants.text("model"), "model").make(constants, unitAt(platform, unit).format);
}

} // namespace

/// The cost models of other chips against the code that they were published with.
class TestPublishedChips : public QObject {
    Q_OBJECT

private slots:
    /// The published cluster copies the inputs of a layer even if it computes none of its channels.
    void darksideTakesThePublishedCycles()
    {
        const Platform darkside = loadPlatform("darkside");
        const Json rows = goldenRows("darkside_layer_costs.json");
        QCOMPARE(rows.size(), std::size_t(235));
        int withoutChannels = 0;
        for (const Json &row : rows) {
            const std::string unit = row[0];
            const bool onCluster = unit == "cluster";
            const int channels = row[2];
            const LayerGeometry geometry{.name = "layer",
                                         .inChannels = row[1],
                                         .outChannels = onCluster ? channels : row[1].get<int>(),
                                         .kernelX = row[3],
                                         .kernelY = row[4],
                                         .groups = row[5],
                                         .outX = row[6],
                                         .outY = row[7]};
            const auto published = onCluster ? variant(darkside, unit, "im2col_without_channels", true)
                                             : variant(darkside, unit, "kernel", row[3]);
            const std::string text = row.dump();
            QVERIFY2(!published->refusal(geometry), text.c_str());
            const double expected = row[8];
            QVERIFY2(samples::near(published->cycles(geometry, channels), expected, 1e-9), text.c_str());
            QCOMPARE(unitAt(darkside, unit).costModel->cycles(geometry, channels), channels == 0 ? 0 : expected);
            withoutChannels += channels == 0 && onCluster ? 1 : 0;
        }
        QCOMPARE(withoutChannels, 12);
    }

    void gap8TakesThePublishedCycles()
    {
        const Platform gap8 = loadPlatform("gap8");
        const Json rows = goldenRows("gap8_layer_costs.json");
        QCOMPARE(rows.size(), std::size_t(37));
        for (const Json &row : rows) {
            const Layer layer = layerOf(row);
            const std::string text = row.dump() + gap8.refusal(layer, 0).value_or("");
            QVERIFY2(!gap8.refusal(layer, 0), text.c_str());
            QVERIFY2(gap8.units[0].costModel->cycles(layer.geometry, row[3]) == row[8].get<double>(), text.c_str());
        }
    }

    void ne16TakesThePublishedCycles()
    {
        const Platform ne16 = loadPlatform("ne16");
        const Json rows = goldenRows("ne16_layer_costs.json");
        QCOMPARE(rows.size(), std::size_t(276));
        for (const Json &row : rows) {
            const Layer layer = layerOf(row);
            const ComputeUnit &unit = unitAt(ne16, "w" + std::to_string(row[8].get<int>()));
            const std::string text = row.dump() + unit.refusal(layer).value_or("");
            QVERIFY2(!unit.refusal(layer), text.c_str());
            QVERIFY2(unit.costModel->cycles(layer.geometry, row[3]) == row[9].get<double>(), text.c_str());
        }
    }

    void ne16ComputesOtherKernelsInPasses()
    {
        const CostModel &model = *loadPlatform("ne16").units.front().costModel;
        const auto cycles = [&](int kernel) {
            return model.cycles({.name = "layer",
                                 .inChannels = 32,
                                 .outChannels = 32,
                                 .kernelX = kernel,
                                 .kernelY = kernel,
                                 .outX = 9,
                                 .outY = 9},
                                32);
        };
        QCOMPARE(cycles(6), 4 * cycles(3));
        QCOMPARE(cycles(4), cycles(3) + 7 * cycles(1));
    }

    /// Products a cycle by bits of inputs and weights: arXiv 2010.04073.
    void mpicTakesThePublishedCyclesAndEnergy()
    {
        const std::map<std::pair<int, int>, double> rates = {{{8, 8}, 2.1}, {{8, 4}, 2.3}, {{8, 2}, 2.5},
                                                             {{4, 8}, 2.1}, {{4, 4}, 3.5}, {{4, 2}, 3.9},
                                                             {{2, 8}, 2.2}, {{2, 4}, 4.0}, {{2, 2}, 6.5}};
        const Platform mpic = loadPlatform("mpic");
        const Json rows = goldenRows("mpic_layer_costs.json");
        QCOMPARE(rows.size(), std::size_t(316));
        for (const Json &row : rows) {
            const Layer layer = layerOf(row);
            const int inputBits = row[8], weightBits = row[9];
            const std::string unit = "w" + std::to_string(weightBits);
            const auto model = variant(mpic, unit, "products_per_cycle", rates.at({inputBits, weightBits}));
            const double cycles = model->cycles(layer.geometry, row[3]);
            const std::string text = row.dump();
            const bool hasEnergy = !row[11].is_null();
            QVERIFY2(samples::near(cycles, row[10], hasEnergy ? single : rounding), text.c_str());
            if (inputBits == 8)
                QCOMPARE(unitAt(mpic, unit).costModel->cycles(layer.geometry, row[3]), cycles);
            if (hasEnergy)
                QVERIFY2(samples::near(cycles / mpic.clock_Hz * mpic.power.front().power_mW * 1e3, row[11], single),
                         text.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestPublishedChips)
#include "tst_published_chips.moc"
