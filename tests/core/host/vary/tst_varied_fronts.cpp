// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/varied_data.h"
#include "core/host/vary/varied_fronts.h"
#include "tests/core/host/vary/samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

using namespace odimo;
using namespace odimo::host;
using mapping::Objective;

namespace {

/// But for the rounding of sums.
bool atMost(double value, double other) { return value <= other + 1e-9 * std::abs(other); }

bool isAsGood(const PredictedEntry &entry, const PredictedEntry &other, Objective objective)
{
    return atMost(costOf(entry, objective), costOf(other, objective)) &&
           atMost(entry.point.penalty, other.point.penalty);
}

Variation twoConstants()
{
    return {.constants = {{.name = "digital.channels_at_once", .values = {4, 16, 32}},
                          {.name = "analog.columns", .values = {16, 512}}}};
}

/// Costs, penalty and accuracy of all points.
std::vector<std::array<double, 4>> figuresOf(const std::vector<PredictedEntry> &front)
{
    std::vector<std::array<double, 4>> figures;
    for (const PredictedEntry &entry : front)
        figures.push_back({entry.cost.latency_cycles, entry.cost.energy_uJ, entry.point.penalty, entry.accuracy});
    return figures;
}

} // namespace

/// One analysis, many chips.
class TestVariedFronts : public QObject {
    Q_OBJECT

private:
    samples::AnalysedProjects m_projects;

private slots:
    void eachFrontIsThatOfAPlatformFileEditedByHand_data()
    {
        QTest::addColumn<int>("objective");
        QTest::newRow("latency") << int(Objective::Latency);
        QTest::newRow("energy") << int(Objective::Energy);
    }
    void eachFrontIsThatOfAPlatformFileEditedByHand()
    {
        QFETCH(int, objective);
        const project::Project project = m_projects.on(platform::loadPlatform("diana"));
        const VariedFronts fronts = variedFronts(project, twoConstants(), Objective(objective), {});
        QCOMPARE(fronts.variants.size(), std::size_t(6));
        std::size_t number = 0;
        std::set<std::vector<std::array<double, 4>>> distinct;
        for (const int channels : {4, 16, 32})
            for (const int columns : {16, 512}) {
                Json edited = parseJson(platform::loadPlatform("diana").json, "diana");
                edited["units"][0]["cost"]["channels_at_once"] = channels;
                edited["units"][1]["cost"]["columns"] = columns;
                const project::Project other = m_projects.on(platform::platformFromText(edited.dump(), "edited.json"));
                const auto expected = figuresOf(InstantFront(other).predict(Objective(objective), {}));
                QCOMPARE(figuresOf(fronts.variants[number++].front), expected);
                distinct.insert(expected);
            }
        QVERIFY(distinct.size() >= 4); // The constants matter.
    }

    void theCommonFrontIsTheBestOfAll()
    {
        const VariedFronts fronts =
            variedFronts(m_projects.on(platform::loadPlatform("diana")), twoConstants(), Objective::Latency, {});
        QVERIFY(fronts.common.size() > 10);
        for (const VariantFront &each : fronts.variants)
            for (const PredictedEntry &entry : each.front)
                QVERIFY(std::ranges::any_of(fronts.common, [&](const CommonPoint &point) {
                    return isAsGood(fronts.entryOf(point), entry, Objective::Latency);
                }));
        std::size_t next = 0;
        for (const WinningRange &range : winningRanges(fronts)) {
            QCOMPARE(range.first, next);
            for (; next <= range.last; ++next)
                QCOMPARE(fronts.common[next].variant, range.variant);
        }
        QCOMPARE(next, fronts.common.size());
    }

    /// Without an area more hardware is never worse, so that the largest variant is the best everywhere.
    void anAreaMakesSmallChipsWorthHaving()
    {
        const project::Project project = m_projects.on(platform::loadPlatform("diana"));
        Variation variation = twoConstants();
        VariedFronts fronts = variedFronts(project, variation, Objective::Latency, {});
        std::vector<bool> undominated;
        for (const VariantFront &each : fronts.variants)
            undominated.push_back(each.isUndominated);
        QCOMPARE(undominated, (std::vector<bool>{false, false, false, false, false, true}));

        variation.area = "digital.channels_at_once * 10 + analog.columns";
        fronts = variedFronts(project, variation, Objective::Latency, {});
        for (const VariantFront &each : fronts.variants) { // By comparing all points with all others.
            const bool expected = std::ranges::any_of(each.front, [&](const PredictedEntry &entry) {
                return std::ranges::none_of(fronts.variants, [&](const VariantFront &other) {
                    return &other != &each && *other.variant.area <= *each.variant.area &&
                           std::ranges::any_of(other.front, [&](const PredictedEntry &rival) {
                               return isAsGood(rival, entry, Objective::Latency);
                           });
                });
            });
            QCOMPARE(each.isUndominated, expected);
        }
        QVERIFY(std::ranges::count(fronts.variants, true, &VariantFront::isUndominated) > 2);
    }

    /// A constant that changes nothing: nobody would pay for more of it, or change the file.
    void ofEqualVariantsTheSmallestOrTheStatedOneIsTheBest()
    {
        const project::Project project = m_projects.on(platform::loadPlatform("diana"));
        const Variation variation{.constants = {{.name = "analog.columns", .values = {1 << 18, 1 << 20, 1 << 19}}},
                                  .area = "analog.columns"};
        const VariedFronts smallest = variedFronts(project, variation, Objective::Latency, {});
        for (const CommonPoint &point : smallest.common)
            QCOMPARE(point.variant, std::size_t(0));
        QVERIFY(!smallest.variants[1].isUndominated && !smallest.variants[2].isUndominated);

        const VariedFronts stated =
            variedFronts(project, {.constants = {{.name = "digital.positions_at_once", .values = {32, 16, 64}}}},
                         Objective::Latency, {});
        for (const CommonPoint &point : stated.common) // No map of the network is higher than 16.
            QCOMPARE(point.variant, std::size_t(1));
    }

    void whatCannotKeepTheLimitsHasNoFront()
    {
        const project::Project project = m_projects.on(platform::loadPlatform("diana"));
        const VariedFronts all = variedFronts(project, twoConstants(), Objective::Latency, {});
        std::vector<double> fastest_ms;
        for (const VariantFront &each : all.variants)
            fastest_ms.push_back(each.front.front().cost.latency_ms);
        const mapping::Restrictions limit{.mostLatency_ms = std::ranges::max(fastest_ms) * 0.99};
        const VariedFronts limited = variedFronts(project, twoConstants(), Objective::Energy, limit);
        for (std::size_t i = 0; i < fastest_ms.size(); ++i) {
            QCOMPARE(limited.variants[i].front.empty(), fastest_ms[i] > *limit.mostLatency_ms);
            for (const PredictedEntry &entry : limited.variants[i].front)
                QVERIFY(entry.cost.latency_ms <= *limit.mostLatency_ms);
        }
        QVERIFY(!limited.common.empty());
        const VariedFronts none = variedFronts(project, twoConstants(), Objective::Latency, {.leastAccuracy = 0.99});
        QVERIFY(none.common.empty() && winningRanges(none).empty());
    }

    /// The least energy within a time is at the slow point where that is fast enough.
    void operatingPointsAreVariantsToo()
    {
        const project::Project project = m_projects.on(samples::dianaWithPoints());
        const auto common = [&](const mapping::Restrictions &restrictions) {
            const VariedFronts fronts =
                variedFronts(project, {.operatingPoints = true}, Objective::Energy, restrictions);
            std::set<std::string> points;
            for (const CommonPoint &point : fronts.common)
                points.insert(fronts.variants[point.variant].variant.operatingPoint);
            return points;
        };
        QCOMPARE(common({}), std::set<std::string>{"slow"});
        const std::vector<PredictedEntry> all = InstantFront(project).predict(Objective::Latency, {});
        const double least_ms = all.front().cost.latency_ms, most_ms = all.back().cost.latency_ms;
        QCOMPARE(common({.mostLatency_ms = least_ms + most_ms}), (std::set<std::string>{"slow", "fast"}));
        QCOMPARE(common({.mostLatency_ms = 1.5 * least_ms}), std::set<std::string>{"fast"});
    }

    /// Constants may decide which layers a unit can take at all.
    void aUnitMayTakeFewerLayersAndNoOthers()
    {
        const platform::Platform darkside = platform::loadPlatform("darkside");
        const Variation kernels{.constants = {{.name = "dwe.kernel", .values = {3, 5}}}};
        const VariedFronts fronts = variedFronts(m_projects.on(darkside), kernels, Objective::Latency, {});
        QVERIFY(fronts.variants[0].front.size() > 1);
        QCOMPARE(fronts.variants[1].front.size(), std::size_t(1)); // All on the cluster.
        const platform::Platform wide =
            platform::withConstants(darkside, std::vector<platform::PlatformConstant>{{"dwe.kernel", 5}});
        const QString message =
            errorMessage([&] { variedFronts(m_projects.on(wide), kernels, Objective::Latency, {}); });
        QVERIFY2(message.startsWith("dwe.kernel=3: the analysis says nothing of the layer ") &&
                     message.contains("on the unit dwe"),
                 qPrintable(message));
    }

    void theDocumentsHaveAllPoints()
    {
        Variation variation = twoConstants();
        variation.area = "analog.columns";
        const VariedFronts fronts =
            variedFronts(m_projects.on(platform::loadPlatform("diana")), variation, Objective::Energy, {});
        const Json json = toJson(fronts);
        const DataTable table = variedTable(fronts);
        std::size_t points = 0;
        for (std::size_t i = 0; i < fronts.variants.size(); ++i) {
            const Json &variant = json.at("variants")[i];
            QCOMPARE(variant.at("points").size(), fronts.variants[i].front.size());
            QCOMPARE(variant.at("area").get<double>(), variant.at("constants").at("analog.columns").get<double>());
            QCOMPARE(variant.at("as_stated").get<bool>(), i == 3);
            points += fronts.variants[i].front.size();
        }
        QCOMPARE(json.at("common_front").size(), fronts.common.size());
        QCOMPARE(json.at("best_variants").size(), winningRanges(fronts).size());
        QCOMPARE(table.rows.size(), points);
        QCOMPARE(table.columns[4].name, std::string("on_common_front"));
        QCOMPARE(
            std::ranges::count_if(table.rows, [](const auto &row) { return row[4] == TableCell(std::int64_t{1}); }),
            std::ptrdiff_t(fronts.common.size()));
        for (const std::vector<TableCell> &row : table.rows)
            QCOMPARE(row.size(), table.columns.size());
    }
};

QTEST_APPLESS_MAIN(TestVariedFronts)
#include "tst_varied_fronts.moc"
