// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/run_program.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/verify/tools.h"
#include "tests/core/base/asked_number.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <QTest>

using namespace odimo;

namespace fs = std::filesystem;

/// Drawn networks, exported, built and run on this machine. Compiling is what takes time: what is the same in every
/// package is compiled once. They are 50, or as many as ODIMO_DRAWN_PACKAGES says.
class TestDrawnPackages : public QObject {
    Q_OBJECT

private:
    static constexpr int limit_s = 300;

    static std::vector<std::string> sourcesOf(const fs::path &folder, std::initializer_list<const char *> parts)
    {
        std::vector<std::string> sources;
        for (const char *part : parts)
            for (const auto &entry : fs::directory_iterator(folder / part))
                if (entry.path().extension() == ".c")
                    sources.push_back(entry.path().string());
        return sources;
    }

    /// Empty if it worked.
    static std::string compiled(const fs::path &folder, const std::vector<std::string> &inputs,
                                std::initializer_list<std::string> more)
    {
        std::vector<std::string> command = {"cc",
                                            "-std=c11",
                                            "-O0",
                                            "-I" + (folder / "src").string(),
                                            "-I" + (folder / "hal").string(),
                                            "-I" + (folder / "golden").string()};
        command.insert(command.end(), inputs.begin(), inputs.end());
        command.insert(command.end(), more);
        const EndedProgram ended = runProgram(command, limit_s);
        return ended.exitCode == 0 ? "" : "cc: " + ended.errors;
    }

private slots:
    void everyTensorIsTheExecutors()
    {
        if (const auto missing = deploy::missingTool("host"))
            QSKIP(missing->c_str());
        const auto networks = static_cast<std::uint64_t>(askedNumber("ODIMO_DRAWN_PACKAGES", 50));
        const TemporaryFolder folder;
        const fs::path reference = folder.path() / "reference.o";
        int packages = 0;
        for (std::uint64_t seed = 1000; seed < 1000 + networks; ++seed) {
            const deploy::ExportRequest request = samples::drawnPackageRequest(seed);
            const deploy::ChipMemory memory = samples::drawnMemory(seed);
            if (!deploy::lower(*request.integers, request.costs.platform, memory).program)
                continue; // Too large for so little memory.
            const fs::path package = folder.path() / std::to_string(seed);
            fs::create_directory(package);
            deploy::writeDianaPackageFor(memory, request, package);
            if (packages++ == 0)
                QCOMPARE(compiled(package, sourcesOf(package, {"hal/cpu", "hal/ref"}),
                                  {"-O1", "-r", "-nostdlib", "-o", reference.string()}),
                         std::string());
            std::vector<std::string> own = sourcesOf(package, {"src", "golden"});
            own.push_back(reference.string());
            const fs::path program = package / "test";
            const std::string where = "drawn network " + std::to_string(seed) + ": ";
            const std::string problem = compiled(package, own, {"-o", program.string()});
            QVERIFY2(problem.empty(), (where + problem).c_str());
            const EndedProgram ended = runProgram({program.string()}, limit_s);
            QVERIFY2(ended.exitCode == 0 && ended.output.ends_with("PASS\n"),
                     (where + ended.output + ended.errors).c_str());
            fs::remove_all(package);
        }
        QVERIFY2(packages > static_cast<int>(networks) * 2 / 3, std::to_string(packages).c_str());
    }
};

QTEST_GUILESS_MAIN(TestDrawnPackages)
#include "tst_drawn_packages.moc"
