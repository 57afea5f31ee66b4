// SPDX-License-Identifier: Apache-2.0
// Whatever the importer takes is computed and trains. Networks are drawn: 100, or as many as ODIMO_DRAWN_NETWORKS says,
// from the seed ODIMO_DRAWN_FROM on. ODIMO_DRAWN_REFUSALS=1 tells the reasons of refusals, ODIMO_DRAWN_FOLDER keeps the
// files and the scores that they should have.
#include "tests/core/tasks/network_trial.h"
#include "tests/flow/drawn_networks.h"

#include "core/onnx/import.h"

#include <QTest>

#include <fstream>

using namespace odimo;

namespace {

void keep(const flow::DrawnNetwork &drawn, std::uint64_t seed)
{
    const std::string folder = qEnvironmentVariable("ODIMO_DRAWN_FOLDER").toStdString();
    if (folder.empty())
        return;
    const std::string path = folder + "/" + std::to_string(seed);
    std::ofstream(path + ".onnx", std::ios::binary) << drawn.file;
    std::ofstream numbers(path + ".txt");
    numbers.precision(9);
    for (const float value : drawn.image)
        numbers << value << ' ';
    numbers << '\n';
    for (const double score : drawn.scores)
        numbers << score << ' ';
}

std::string fault(const flow::DrawnNetwork &drawn, std::uint64_t seed, const platform::Platform &platform, int &refused)
{
    const onnx::Import import = onnx::importModel(std::as_bytes(std::span(drawn.file)), "drawn");
    if (!import.model) {
        ++refused;
        std::string reasons;
        for (const onnx::Finding &finding : import.findings)
            if (finding.verdict == onnx::Verdict::Refused) {
                reasons += finding.node + ": " + finding.reason + "; " + finding.remedy + "\n";
                if (finding.remedy.empty())
                    return "a refusal has no remedy: " + reasons;
            }
        if (qEnvironmentVariableIsSet("ODIMO_DRAWN_REFUSALS"))
            qInfo("%llu: %s", static_cast<unsigned long long>(seed), reasons.c_str());
        return {};
    }
    return tasks::faultOf(*import.model, {drawn.image, drawn.scores}, platform, seed);
}

} // namespace

class TestDrawnNetworks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsImportedIsComputedAndTrains()
    {
        const platform::Platform platform = platform::loadPlatform("diana");
        bool isStated = false;
        const int stated = qEnvironmentVariableIntValue("ODIMO_DRAWN_NETWORKS", &isStated);
        const int count = isStated ? stated : 100;
        const auto first = static_cast<std::uint64_t>(qEnvironmentVariableIntValue("ODIMO_DRAWN_FROM"));
        int refused = 0;
        int faults = 0;
        for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(count); ++seed) {
            const flow::DrawnNetwork drawn = flow::drawNetwork(seed);
            keep(drawn, seed);
            std::string found;
            try {
                found = fault(drawn, seed, platform, refused);
            } catch (const std::exception &error) {
                found = error.what();
            }
            if (!found.empty() && ++faults <= 10)
                qWarning("seed %llu: %s\n%s", static_cast<unsigned long long>(seed), found.c_str(), drawn.text.c_str());
        }
        qInfo("%d of %d networks were refused", refused, count);
        QCOMPARE(faults, 0);
        QVERIFY2(refused * 5 <= count, "a test of what is accepted needs networks that are");
    }
};

QTEST_APPLESS_MAIN(TestDrawnNetworks)
#include "tst_drawn_networks.moc"
