// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/run_difference.h"

#include "tests/core/project/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;
using samples::NewProject;

class TestRunDifference : public QObject {
    Q_OBJECT

private:
    static RunDifference between(const project::Project &project, const project::Run &first, const project::Run &second)
    {
        return differenceOf({first, project.setup(), project.costTable()},
                            {second, project.setup(), project.costTable()});
    }

    static const LayerDifference &layerOf(const RunDifference &difference, const std::string &name)
    {
        return *std::ranges::find(difference.layers, name, &LayerDifference::layer);
    }

private slots:
    void theLayersAddUpToTheDifferenceOfTheCosts()
    {
        NewProject made;
        const project::Run digital = samples::tunedRun(made.project, "digital", 9000);
        const project::Run analog = samples::tunedRun(made.project, "analog", 8800);
        const RunDifference difference = between(made.project, digital, analog);
        QCOMPARE(difference.layers.size(), made.project.costTable().layers.size());
        double latency_cycles = digital.cost.latency_cycles, energy_uJ = digital.cost.energy_uJ;
        for (const LayerDifference &layer : difference.layers) {
            latency_cycles += layer.value(mapping::Objective::Latency);
            energy_uJ += layer.value(mapping::Objective::Energy);
        }
        QVERIFY(std::abs(latency_cycles - analog.cost.latency_cycles) < 1e-6);
        QVERIFY(std::abs(energy_uJ - analog.cost.energy_uJ) < 1e-9);
        QCOMPARE(difference.cost->second.latency_cycles, analog.cost.latency_cycles);
    }

    void channelsThatMovedAreCounted()
    {
        NewProject made;
        const project::Run before = samples::tunedRun(made.project, "digital", 9000);
        project::Run after = before;
        mapping::LayerMapping &layer = after.mapping->layers[1];
        layer.unitOfChannel[0] = layer.unitOfChannel[2] = 1;
        const RunDifference difference = between(made.project, before, after);
        const LayerDifference &changed = layerOf(difference, layer.layer);
        QCOMPARE(changed.moved, 2);
        QCOMPARE(changed.second->channels[1], 2);
        QVERIFY(!changed.isSame());
        QVERIFY(difference.layers[0].isSame());
        // Other channels, though as many of them: that is a difference too.
        project::Run other = after;
        std::swap(other.mapping->layers[1].unitOfChannel[2], other.mapping->layers[1].unitOfChannel[3]);
        const RunDifference swapped = between(made.project, after, other);
        QCOMPARE(layerOf(swapped, layer.layer).moved, 2);
        QVERIFY(!layerOf(swapped, layer.layer).isSame());
        QCOMPARE(layerOf(swapped, layer.layer).value(mapping::Objective::Latency), 0.0);
    }

    void accuraciesAreComparedWithTheirInterval()
    {
        NewProject made;
        const project::Run one = samples::tunedRun(made.project, "digital", 9000);
        const RunDifference near = between(made.project, one, samples::tunedRun(made.project, "analog", 8990));
        const RunDifference far = between(made.project, one, samples::tunedRun(made.project, "analog", 8500));
        QCOMPARE(near.accuracy->difference.difference, 0.899 - 0.9);
        QVERIFY(!near.accuracy->difference.isClear() && far.accuracy->difference.isClear());
        QVERIFY(near.accuracy->sameImages);
        project::Run unmeasured = one;
        unmeasured.measurements.clear();
        QVERIFY(!between(made.project, one, unmeasured).accuracy);
    }

    void aRunWithoutMappingHasNoCost()
    {
        NewProject made;
        project::Run warm;
        warm.kind = project::RunKind::Warmup;
        const RunDifference difference = between(made.project, samples::tunedRun(made.project, "digital", 9000), warm);
        QVERIFY(!difference.cost && difference.layers.empty());
    }

    void settingsArePairedByName()
    {
        NewProject made;
        project::Run one = samples::tunedRun(made.project, "digital", 9000), other = one;
        one.settings = R"({"seed": 1, "finetune": {"epochs": 2, "decay": "cosine"}, "mapping": {"layers": []}})";
        other.settings = R"({"seed": 1, "finetune": {"epochs": 3, "decay": "cosine"}, "strength": 0.5})";
        const Json json = toJson(between(made.project, one, other));
        QCOMPARE(json["settings"].dump(), std::string(R"([{"name":"finetune.epochs","first":"2","second":"3"},)"
                                                      R"({"name":"strength","first":"","second":"0.5"}])"));
        QCOMPARE(json["layers"].size(), std::size_t{0});
    }

    void networksOfOtherLayersAreCompared()
    {
        NewProject made;
        TemporaryFolder folder;
        project::Setup setup = samples::setup();
        setup.networkName = "resnet20:width=4";
        setup.network = network::zooNetwork("resnet20:width=4,input=1x16x16,classes=10");
        project::Project deeper = project::Project::create(folder.path() / "y.odimo", setup);
        const project::Run one = samples::tunedRun(made.project, "digital", 9000);
        const project::Run other = samples::tunedRun(deeper, "digital", 9000);
        const RunDifference difference = differenceOf({one, made.project.setup(), made.project.costTable()},
                                                      {other, deeper.setup(), deeper.costTable()});
        const auto missing =
            std::ranges::count_if(difference.layers, [](const LayerDifference &layer) { return !layer.first; });
        QVERIFY(missing > 0);
        QVERIFY(difference.accuracy->sameImages);
    }
};

QTEST_APPLESS_MAIN(TestRunDifference)
#include "tst_run_difference.moc"
