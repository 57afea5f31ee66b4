// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/network_code.h"

#include "core/deploy/diana/lowering/lower.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <QTest>

#include <sstream>

using namespace odimo;

class TestNetworkCode : public QObject {
    Q_OBJECT

private slots:
    /// A reader who chooses a layer sees its comment and its function, and nothing of the next.
    void knowsWhereEveryStepIs()
    {
        for (std::uint64_t seed = 1; seed < 20; ++seed) {
            const deploy::ExportRequest request = samples::drawnPackageRequest(seed);
            const std::optional<deploy::ChipProgram> lowered =
                deploy::lower(*request.integers, request.costs.platform).program;
            if (!lowered)
                continue; // Too large for the chip.
            const deploy::ChipProgram &program = *lowered;
            const deploy::NetworkCode code = deploy::networkCode(program);
            std::vector<std::string> lines;
            std::istringstream source(code.source);
            for (std::string line; std::getline(source, line);)
                lines.push_back(line);
            QCOMPARE(code.steps.size(), program.steps.size());
            int end = -1;
            for (const deploy::StepCode &step : code.steps) {
                QVERIFY(step.firstLine > end && step.lastLine > step.firstLine);
                end = step.lastLine;
                const std::string &first = lines.at(static_cast<std::size_t>(step.firstLine));
                QVERIFY2(first.starts_with("/* " + step.step + ": "), first.c_str());
                QCOMPARE(lines.at(static_cast<std::size_t>(end)), std::string("}"));
                int functions = 0;
                for (int line = step.firstLine; line <= end; ++line)
                    functions += lines[static_cast<std::size_t>(line)].starts_with("static void layer_");
                QCOMPARE(functions, 1);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestNetworkCode)
#include "tst_network_code.moc"
