// SPDX-License-Identifier: Apache-2.0
#include "core/platform/cost_models.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

namespace {

/// The "cost" objects of all platforms that come with the program.
std::vector<Json> knownCosts()
{
    std::vector<Json> costs;
    for (const std::string &name : platformNames()) {
        const Json json = Json::parse(loadPlatform(name).json);
        for (const Json &unit : json.at("units"))
            costs.push_back(unit.at("cost"));
    }
    return costs;
}

} // namespace

class TestCostModels : public QObject {
    Q_OBJECT

private slots:
    void everyModelServesAPlatform()
    {
        const std::vector<Json> costs = knownCosts();
        for (const CostModelEntry &entry : costModels()) {
            const bool used =
                std::ranges::any_of(costs, [&](const Json &cost) { return cost.at("model") == entry.name; });
            QVERIFY2(used, entry.name.c_str());
        }
    }

    void everyModelCostsNothingWithoutChannelsAndNeverLessForMore()
    {
        const LayerGeometry geometry{
            .name = "layer", .inChannels = 24, .outChannels = 600, .kernelX = 3, .kernelY = 3, .outX = 7, .outY = 5};
        for (const Json &cost : knownCosts()) {
            JsonReader constants(cost, "cost");
            const auto model = costModelNamed(constants.text("model"), "model").make(constants, NumericFormat{});
            QCOMPARE(model->cycles(geometry, 0), 0.0);
            for (int channels = 1; channels <= geometry.outChannels; ++channels)
                QVERIFY(model->cycles(geometry, channels) >= model->cycles(geometry, channels - 1));
        }
    }

    void everyConstantMustBePositive()
    {
        for (const Json &cost : knownCosts()) {
            for (const auto &[field, value] : cost.items()) {
                if (field == "model")
                    continue;
                Json broken = cost;
                broken[field] = 0;
                JsonReader constants(broken, "x.json: cost");
                const CostModelEntry &entry = costModelNamed(constants.text("model"), "model");
                const QString message = errorMessage([&] { entry.make(constants, NumericFormat{}); });
                QVERIFY2(message.contains(QString::fromStdString("x.json: cost." + field)), qPrintable(message));
            }
        }
    }

    void pixelsAtOnceMustBeAPowerOfTwo()
    {
        for (Json cost : knownCosts()) {
            if (cost.at("model") != "diana_analog")
                continue;
            cost["most_pixels_at_once"] = 6;
            JsonReader constants(cost, "cost");
            const QString message =
                errorMessage([&] { costModelNamed("diana_analog", "model").make(constants, NumericFormat{}); });
            QVERIFY2(message.contains("is 6; it must be a power of two"), qPrintable(message));
        }
    }

    void listsTheNamesForAnUnknownOne()
    {
        const QString message = errorMessage([] { costModelNamed("magic", "x.json: units[0].cost.model"); });
        QCOMPARE(message, "x.json: units[0].cost.model is \"magic\", which is no cost model; known: diana_digital, "
                          "diana_analog, darkside_cluster, darkside_dwe, gap8, mac_array, ne16, product_rate");
    }
};

QTEST_APPLESS_MAIN(TestCostModels)
#include "tst_cost_models.moc"
