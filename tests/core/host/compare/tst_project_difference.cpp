// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/project_difference.h"

#include "tests/core/project/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::host;
using samples::NewProject;

class TestProjectDifference : public QObject {
    Q_OBJECT

private:
    static std::int64_t add(project::Project &project, double latency_cycles, std::int64_t correct)
    {
        project::Run run = samples::tunedRun(project, "digital", correct);
        run.cost.latency_cycles = latency_cycles;
        run.cost.energy_uJ = 1;
        return project.save(run);
    }

    static ProjectDifference between(const project::Project &first, const project::Project &second,
                                     const std::string &settings = {})
    {
        const Front latency = frontOf(first, mapping::Objective::Latency);
        const Front energy = frontOf(first, mapping::Objective::Energy);
        const Front otherLatency = frontOf(second, mapping::Objective::Latency);
        const Front otherEnergy = frontOf(second, mapping::Objective::Energy);
        return differenceOf(
            {{first.setup(), latency, energy, settings},
             {second.setup(), otherLatency, otherEnergy, settings.empty() ? settings : R"({"seed":2})"}});
    }

private slots:
    void theMergedFrontHasTheBestOfBoth()
    {
        NewProject one, other;
        add(one.project, 100, 8000);
        add(one.project, 300, 9000);
        add(other.project, 200, 9100); // Beats run 2 of the first.
        add(other.project, 150, 7000); // Beaten by run 1 of the first, and by none of its own project.
        const FrontDifference front = *between(one.project, other.project).latency;
        QCOMPARE(front.points.size(), std::size_t{4});
        QCOMPARE(front.points[0].entry.run, std::int64_t{1});
        QCOMPARE(front.points[0].project, std::size_t{0});
        QCOMPARE(front.points[1].project, std::size_t{1});
        QVERIFY(front.points[0].isOnMergedFront && front.points[1].isOnMergedFront);
        QVERIFY(!front.points[2].isOnMergedFront && !front.points[3].isOnMergedFront);
        QCOMPARE(front.points[2].beatenBy, (std::vector<ForeignRun>{{.project = 0, .run = 1}}));
        QCOMPARE(front.points[3].beatenBy, (std::vector<ForeignRun>{{.project = 1, .run = 1}}));
        for (std::size_t which = 0; which < 2; ++which) {
            QCOMPARE(front.fronts[which].onFront, 2);
            QCOMPARE(front.fronts[which].onMerged, 1);
            QCOMPARE(front.fronts[which].beatenBy[1 - which], 1);
        }
    }

    void allHypervolumesHaveOneReferencePoint()
    {
        NewProject one, other;
        add(one.project, 100, 8000);
        add(other.project, 100, 8000);
        one.project.setReferencePoint(mapping::Objective::Latency, {.cost = 200, .accuracy = 0.2});
        other.project.setReferencePoint(mapping::Objective::Latency, {.cost = 300, .accuracy = 0.4});
        const FrontDifference front = *between(one.project, other.project).latency;
        QCOMPARE(front.reference.cost, 300.0);
        QCOMPARE(front.reference.accuracy, 0.2);
        const double volume = front.fronts[0].hypervolume.value;
        QCOMPARE(volume, 200 * 0.6);
        QCOMPARE(front.fronts[1].hypervolume.value, volume);
        QCOMPARE(front.merged.value, volume);
        QVERIFY(std::abs(front.share(volume) - 0.5) < 1e-12);
        QVERIFY(front.points[0].beatenBy.empty() && front.points[1].beatenBy.empty()); // Equals beat each other not.
    }

    void onlyTheSameSubjectIsRanked()
    {
        NewProject one;
        project::Setup setup = samples::setup();
        setup.data = "other";
        setup.platform = platform::loadPlatform("diana_ideal");
        TemporaryFolder folder;
        project::Project other = project::Project::create(folder.path() / "y.odimo", setup);
        add(one.project, 100, 8000);
        add(other, 100, 8000);
        const ProjectDifference difference = between(one.project, other);
        QVERIFY(!difference.latency && !difference.energy);
        const std::vector<PartDifference> &parts = difference.notComparable[1];
        QVERIFY(difference.notComparable[0].empty());
        QCOMPARE(parts.size(), std::size_t{2}); // All of it is said, not the first alone.
        QCOMPARE(parts[0].part, ComparedPart::Data);
        QVERIFY(!parts[0].concernsCosts());
        QCOMPARE(parts[1].part, ComparedPart::Platform);
        const auto data = std::ranges::find(difference.settings, "data", &SettingRow::name);
        QCOMPARE(data->values[1], std::string("other"));
    }

    /// The second is another subject; the first and the third have a front of their own.
    void ofThreeThoseAreRankedThatCanBe()
    {
        NewProject one, three;
        project::Setup setup = samples::setup();
        setup.data = "other";
        TemporaryFolder folder;
        project::Project two = project::Project::create(folder.path() / "y.odimo", setup);
        add(one.project, 100, 8000);
        add(two, 100, 9900);
        add(three.project, 90, 8500);
        std::vector<Front> fronts;
        for (const project::Project *project : {&one.project, &two, &three.project})
            fronts.push_back(frontOf(*project, mapping::Objective::Latency));
        const ProjectDifference difference =
            differenceOf({{one.project.setup(), fronts[0], fronts[0], R"({"seed":1})"},
                          {two.setup(), fronts[1], fronts[1], R"({"seed":1})"},
                          {three.project.setup(), fronts[2], fronts[2], R"({"seed":3})"}});
        QCOMPARE(difference.notComparable[1].size(), std::size_t{1});
        const FrontDifference &front = *difference.latency;
        QCOMPARE(front.points.size(), std::size_t{2});
        QCOMPARE(front.points[0].project, std::size_t{2});
        QVERIFY(front.points[0].isOnMergedFront);
        QCOMPARE(front.points[1].beatenBy, (std::vector<ForeignRun>{{.project = 2, .run = 1}}));
        QCOMPARE(front.fronts[0].beatenBy, (std::vector{0, 1}));
        QCOMPARE(front.differences.size(), std::size_t{1});
        QVERIFY(front.differences[0].difference.value > 0);
        QCOMPARE(std::ranges::find(difference.settings, "seed", &SettingRow::name)->values,
                 (std::vector<std::string>{"1", "1", "3"}));
        const Json document = toJson(difference);
        QCOMPARE(document["latency"]["points"][1]["beaten_by"].dump(), std::string(R"([{"project":2,"run":1}])"));
        QCOMPARE(document["latency"]["differences"][0]["of"].get<int>(), 2);
        QCOMPARE(document["settings"].size(), std::size_t{2}); // Data and seed.
    }

    void chosenMappingsStandSideBySide()
    {
        NewProject one, other;
        const mapping::Mapping digital = samples::mappingOn(one.project, "digital");
        mapping::Mapping changed = digital;
        changed.layers[1].unitOfChannel[0] = 1;
        const Front none;
        const mapping::CostTable &costs = one.project.costTable();
        const ProjectDifference difference =
            differenceOf({{one.project.setup(), none, none, {}, ComparedMapping{digital, costs}},
                          {other.project.setup(), none, none, {}},
                          {other.project.setup(), none, none, {}, ComparedMapping{changed, costs}}});
        QCOMPARE(difference.layers.units, (std::vector<std::string>{"digital", "analog"}));
        const LayerRow &row = difference.layers.layers[1];
        QCOMPARE(row.layer, digital.layers[1].layer);
        const int channels = static_cast<int>(digital.layers[1].unitOfChannel.size());
        QCOMPARE(row.shares[0]->channels, (std::vector{channels, 0}));
        QVERIFY(!row.shares[1]); // Nothing was chosen there.
        QCOMPARE(row.shares[2]->channels, (std::vector{channels - 1, 1}));
        QCOMPARE(row.shares[0]->latency_cycles, mapping::costOf(costs, digital).layers[1].latency_cycles);
        QVERIFY(!row.isSame());
    }

    void settingsOfTheLastExplorationsArePaired()
    {
        NewProject one, other;
        const ProjectDifference difference = between(one.project, other.project, R"({"seed":1,"data":"spelt"})");
        const auto seed = std::ranges::find(difference.settings, "seed", &SettingRow::name);
        QCOMPARE(seed->values, (std::vector<std::string>{"1", "2"}));
        QCOMPARE(std::ranges::count(difference.settings, "data", &SettingRow::name), 1);
    }

    void settingsAreTextsForPeople()
    {
        NewProject one, other;
        const ProjectDifference difference = between(
            one.project, other.project, R"({"strengths":[0.2,2.0],"epochs":null,"targets":[],"budget_s":240.0})");
        const auto first = [&](const char *name) {
            return std::ranges::find(difference.settings, name, &SettingRow::name)->values[0];
        };
        QCOMPARE(first("strengths"), std::string("0.2, 2"));
        QCOMPARE(first("epochs"), std::string());
        QCOMPARE(first("targets"), std::string());
        QCOMPARE(first("budget_s"), std::string("240"));
    }

    void theDocumentHasWhatDiffers()
    {
        NewProject one, other;
        add(one.project, 100, 8000);
        const Json document = toJson(between(one.project, other.project, R"({"seed":1})"));
        QCOMPARE(document["settings"].size(), std::size_t{1});
        QCOMPARE(document["latency"]["points"][0]["project"].get<int>(), 0);
        QVERIFY(document["latency"]["points"][0]["beaten_by"].empty());
        QCOMPARE(document["not_comparable"].dump(), std::string("[[],[]]"));
    }
};

QTEST_APPLESS_MAIN(TestProjectDifference)
#include "tst_project_difference.moc"
