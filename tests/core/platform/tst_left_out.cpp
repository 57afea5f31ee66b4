// SPDX-License-Identifier: Apache-2.0
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/branch.h"
#include "core/platform/left_out.h"
#include "core/platform/platform_files.h"
#include "core/platform/platform_findings.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::platform;

namespace {

/// The index of the unit none.
int none(const Platform &platform) { return platform.unitNamed("none"); }

} // namespace

class TestLeftOut : public QObject {
    Q_OBJECT

private slots:
    void everyPlatformMayHaveIt()
    {
        for (const std::string &name : platformNames()) {
            const Platform plain = loadPlatform(name), with = loadPlatform(name + "+none");
            QCOMPARE(with.name, name + "+none");
            QCOMPARE(with.units.size(), plain.units.size() + 1);
            QVERIFY(leavesOut(with.units.back()));
            QCOMPARE(with.units.back().name, std::string("none"));
            QCOMPARE(with.referenceUnit(), plain.referenceUnit());
            QCOMPARE(with.referenceOrder().back(), none(with));
            QVERIFY(!countSame(plain, with));
            QVERIFY(countSame(with, platformFromText(with.json, "again")));
            QCOMPARE(withNone(with).units.size(), with.units.size());
        }
    }

    /// Files of the first schema do not say that an array is ideal.
    void arraysStayWhatTheyWere()
    {
        QCOMPARE(titleWithArray(loadPlatform("diana+none")), std::string("DIANA + none, 6-bit converters"));
        QCOMPARE(loadPlatform("diana_ideal+none").units[1].mayHaveConverters,
                 loadPlatform("diana_ideal").units[1].mayHaveConverters);
    }

    void aProjectOfItFindsItsPlatformAgain()
    {
        const Platform made = loadPlatform("mpic+none");
        QCOMPARE(platformLike(made, made.name), std::optional<std::string>("mpic+none"));
        QCOMPARE(platformLike(loadPlatform("mpic"), "mpic"), std::optional<std::string>("mpic"));
    }

    void channelsOfEveryInnerLayerMayBeLeftOut()
    {
        const Platform platform = loadPlatform("diana+none");
        const network::Network network = network::simplify(network::zooNetwork("ds_cnn"));
        const std::vector<Layer> layers = layersOf(network);
        for (const Layer &layer : layers) {
            const auto reason = platform.refusal(layer, none(platform));
            QCOMPARE(reason.has_value(), layer.node == layers.back().node);
            QCOMPARE(layer.givesOutput, layer.node == layers.back().node);
            const std::vector<Branch> branches = branchesOf(layer, platform);
            const bool has = branches.back().unit == none(platform);
            QCOMPARE(has, !reason.has_value());
            if (has) {
                QCOMPARE(branches.back().form(), WeightForm::Zero);
                QCOMPARE(branches.back().weightsPerChannel(), 0);
                QVERIFY(branches[referenceBranch(branches, platform)].unit != none(platform));
            }
        }
    }

    /// Not even where the reference unit, which should have it, cannot take it.
    void aLayerThatIsNotSearchedIsComputed()
    {
        const Platform platform = loadPlatform("darkside+none");
        Layer layer = samples::layer(
            {.name = "x", .inChannels = 16, .outChannels = 16, .kernelX = 3, .kernelY = 3, .groups = 16});
        QVERIFY(!platform.refusal(layer, none(platform)));
        layer.searched = false;
        QVERIFY(platform.refusal(layer, none(platform)));
        QVERIFY(isComputed(layer, platform));
    }

    void aUnitOfTheNameIsInTheWay()
    {
        std::string text = loadPlatform("mpic+none").json;
        for (std::size_t at = text.find("\"w2\""); at != std::string::npos; at = text.find("\"w2\"", at))
            text.replace(at, 4, "\"none\"");
        const QString message = errorMessage([&] { platformFromText(text, "mine.json"); });
        QVERIFY2(message.startsWith("mine.json: none is true, which adds a unit with the name \"none\""),
                 qPrintable(message));
    }

    void aSearchRefusesItInWords()
    {
        QCOMPARE(searchRefusal(loadPlatform("gap8+none")),
                 std::optional<std::string>("the unit none of the platform gap8+none leaves channels out, which a "
                                            "search cannot mix with the other units"));
        QVERIFY(!searchRefusal(loadPlatform("gap8")));
    }
};

QTEST_APPLESS_MAIN(TestLeftOut)
#include "tst_left_out.moc"
