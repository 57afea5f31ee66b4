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
        return differenceOf({first.setup(), latency, energy, settings},
                            {second.setup(), otherLatency, otherEnergy, settings.empty() ? settings : R"({"seed":2})"});
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
        QCOMPARE(front.points[2].beatenBy, std::optional<std::int64_t>(1));
        QCOMPARE(front.points[3].beatenBy, std::optional<std::int64_t>(1));
        QCOMPARE(front.onFront, (std::array{2, 2}));
        QCOMPARE(front.beaten, (std::array{1, 1}));
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
        QCOMPARE(front.hypervolume[0], 200 * 0.6);
        QCOMPARE(front.hypervolume[1], front.hypervolume[0]);
        QCOMPARE(front.mergedHypervolume, front.hypervolume[0]);
        QVERIFY(std::abs(front.share(front.hypervolume[0]) - 0.5) < 1e-12);
        QVERIFY(!front.points[0].beatenBy && !front.points[1].beatenBy); // Equals beat each other not.
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
        QCOMPARE(difference.notComparable.size(), std::size_t{2}); // All of it is said, not the first alone.
        QCOMPARE(difference.notComparable[0].part, ComparedPart::Data);
        QVERIFY(!difference.notComparable[0].concernsCosts());
        QCOMPARE(difference.notComparable[1].part, ComparedPart::Platform);
        const auto data = std::ranges::find(difference.settings, "data", &SettingPair::name);
        QCOMPARE(data->second, std::string("other"));
    }

    void settingsOfTheLastExplorationsArePaired()
    {
        NewProject one, other;
        const ProjectDifference difference = between(one.project, other.project, R"({"seed":1,"data":"spelt"})");
        const auto seed = std::ranges::find(difference.settings, "seed", &SettingPair::name);
        QCOMPARE(seed->first, std::string("1"));
        QCOMPARE(seed->second, std::string("2"));
        QCOMPARE(std::ranges::count(difference.settings, "data", &SettingPair::name), 1);
    }

    void settingsAreTextsForPeople()
    {
        NewProject one, other;
        const ProjectDifference difference = between(
            one.project, other.project, R"({"strengths":[0.2,2.0],"epochs":null,"targets":[],"budget_s":240.0})");
        const auto first = [&](const char *name) {
            return std::ranges::find(difference.settings, name, &SettingPair::name)->first;
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
        QCOMPARE(document["latency"]["points"][0]["project"].get<int>(), 1);
        QVERIFY(document["latency"]["points"][0]["beaten_by"].is_null());
        QVERIFY(document["not_comparable"].empty());
    }
};

QTEST_APPLESS_MAIN(TestProjectDifference)
#include "tst_project_difference.moc"
