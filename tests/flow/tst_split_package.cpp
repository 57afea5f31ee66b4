// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"
#include "core/project/project.h"
#include "tests/flow/session.h"

#include <QTest>

#include <algorithm>

using namespace odimo;
using namespace odimo::flow;

/// From an exploration of colour images to code whose layers both units compute at the same time.
class TestSplitPackage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Ended ended = cli::runOdimo({"explore", "--network", "resnet8:width=16,stem=2", "--data", data,
                                           "--epochs", "2,1,1", "--images", "256", "--points", "5", "--baselines",
                                           "none", "--project", m_session.file("a.odimo")});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        m_run = splitRun();
        QVERIFY(m_run > 0);
        const Ended exported = cli::runOdimo({"export", m_session.file("a.odimo"), "--run", QString::number(m_run),
                                              "--target", "diana", "-o", m_session.file("package")});
        QVERIFY2(exported.exitCode == 0, exported.errors.constData());
    }

    void bothUnitsComputeALayer()
    {
        QVERIFY(readText(m_session.path("package/src/network.c")).find("at the same time") != std::string::npos);
    }

    void everyTargetComputesWhatTheExecutorDoes()
    {
        const Ended ended = cli::runOdimo({"verify", m_session.file("package"), "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json receipt = documentOf(ended);
        QCOMPARE(receipt.at("targets").size(), 3U);
        for (const Json &target : receipt.at("targets"))
            QVERIFY2(target.at("verdict") == "pass" || target.at("verdict") == "skipped", target.dump().c_str());
        QCOMPARE(receipt.at("targets").at(0).at("verdict").get<std::string>(), std::string("pass"));
    }

    /// A pixel p has the code floor(p * 128 / 255 + 1/2), at most 127; the file has plane after plane.
    void theFirstGoldenImageIsTheFirstOfTheTestSet()
    {
        const data::Images images = data::loadDataset(data.toStdString()).test;
        QCOMPARE(images.channels, 3);
        const std::span<const std::uint8_t> pixels = images.image(0);
        std::string expected;
        for (std::size_t channel = 0; channel < 3; ++channel)
            for (std::size_t at = channel; at < pixels.size(); at += 3)
                expected += static_cast<char>(std::min(127, (256 * pixels[at] + 255) / 510));
        QVERIFY(readText(m_session.path("package/golden/input.bin")) == expected);
    }

private:
    /// With a layer that both units compute; 0 if there is none.
    int splitRun() const
    {
        const project::Project project = project::Project::open(m_session.path("a.odimo"), project::Access::ReadOnly);
        for (const project::Run &run : project.runs())
            if (run.mapping)
                for (const mapping::LayerMapping &layer : run.mapping->layers)
                    if (std::ranges::adjacent_find(layer.unitOfChannel, std::ranges::not_equal_to()) !=
                        layer.unitOfChannel.end())
                        return static_cast<int>(run.id);
        return 0;
    }

    const QString data = "synthetic:classes=4,channels=3";
    Session m_session;
    int m_run = 0;
};

QTEST_GUILESS_MAIN(TestSplitPackage)
#include "tst_split_package.moc"
