// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/deploy/diana/source/package.h"
#include "core/deploy/verify/tools.h"
#include "core/deploy/verify/verify.h"
#include "tests/core/deploy/diana/source/drawn_package.h"

#include <QTest>

#include <algorithm>
#include <regex>
#include <sstream>

using namespace odimo;

namespace fs = std::filesystem;

/// Faults in the C, the plan and the calls of the chip: each is caught, and by the check that is meant for it. The
/// sources in hal are the same in each package and compiled once.
class TestMutations : public QObject {
    Q_OBJECT

private:
    /// A compiler that takes an object in place of the sources in hal, which it makes when there is none.
    static void makeCompiler(const fs::path &program, const fs::path &object)
    {
        writeText(program, "#!/bin/sh\n"
                           "hal= others=\n"
                           "for each; do\n"
                           "  case $each in hal/*.c) hal=\"$hal $each\" ;; *) others=\"$others $each\" ;; esac\n"
                           "done\n"
                           "[ -e " +
                               object.string() +
                               " ] ||\n"
                               "  cc -std=c11 -Isrc -Ihal -DDIANA_FILES -O1 $hal -r -nostdlib -o " +
                               object.string() +
                               "\n"
                               "exec cc $others " +
                               object.string() + "\n");
        fs::permissions(program, fs::perms::owner_all);
    }

    /// Split layers with several row groups and permuted channels, tiles with halo rows, a depthwise layer, a sum that
    /// keeps a tensor alive over two layers, columns that are no multiple of 16.
    static network::Network network()
    {
        network::Network made("mutated", {3, 18, 20});
        const network::Convolution convolution{.outChannels = 24,
                                               .kernel = {3, 3},
                                               .stride = {1, 1},
                                               .padding = {1, 1, 1, 1},
                                               .groups = 1,
                                               .bias = true,
                                               .relu = network::Relu{}};
        const int first = made.add("first", convolution, {0});
        const int second = made.add("second", convolution, {first});
        network::Convolution signedOutput = convolution;
        signedOutput.relu = std::nullopt;
        const int third = made.add("third", signedOutput, {second});
        const int sum = made.add("sum", network::Addition{network::Relu{}}, {third, first});
        network::Convolution depthwise = convolution;
        depthwise.groups = depthwise.outChannels;
        const int last = made.add("depthwise", depthwise, {sum});
        made.add("logits", network::FullyConnected{.outFeatures = 6},
                 {made.add("mean", network::GlobalAveragePool{}, {last})});
        return made;
    }

    /// Everywhere, if the pattern begins with "all: ".
    static std::string replaced(const std::string &text, const QString &pattern, const QString &by)
    {
        if (by == "bias planes swapped")
            return withSwappedBiasPlanes(text, pattern.toStdString());
        const bool everywhere = pattern.startsWith("all: ");
        return std::regex_replace(text, std::regex(pattern.mid(everywhere ? 5 : 0).toStdString()), by.toStdString(),
                                  everywhere ? std::regex_constants::format_default
                                             : std::regex_constants::format_first_only);
    }

    /// The last 64 bytes of a convolution's weights are four planes of 16 bytes; the first two change places.
    static std::string withSwappedBiasPlanes(const std::string &text, const std::string &member)
    {
        const std::size_t begin = text.find("{", text.find(member)) + 1, end = text.find("}", begin);
        std::vector<std::string> bytes;
        std::istringstream numbers(text.substr(begin, end - begin));
        for (std::string number; numbers >> number;)
            bytes.push_back(number);
        std::swap_ranges(bytes.end() - 64, bytes.end() - 48, bytes.end() - 48);
        std::string made = text.substr(0, begin);
        for (const std::string &byte : bytes)
            made += byte + " ";
        return made + text.substr(end);
    }

private slots:
    void initTestCase()
    {
        constexpr std::uint64_t seed = 11;
        const samples::DrawnMapped drawn = samples::chipMapped(network(), seed, samples::DrawnSplit::Interleaved,
                                                               samples::drawnPlatform(samples::DrawnArray::Adc));
        deploy::writeDianaPackageFor({.l1 = 24 * 1024, .sharedL2 = 448 * 1024}, samples::packageRequestOf(drawn, seed),
                                     m_folder.path());
        makeCompiler(m_tools.path() / "cc", m_tools.path() / "hal.o");
    }

    void isCaught_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("by");
        QTest::addColumn<QString>("reason");
        QTest::addColumn<QString>("target");
        const auto row = [](const char *what, const char *file, const char *pattern, const char *by, const char *reason,
                            const char *target = "host") {
            QTest::newRow(what) << file << pattern << by << reason << target;
        };
        row("nothing", "src/steps.c", "return by;", "return by;", "");
        row("a wait for the digital unit removed", "src/steps.c", R"(diana_dig_wait\(\);\n    store)", "store",
            "the digital unit is still busy");
        row("a wait for the array removed", "src/steps.c", R"(diana_ana_wait\(\);\n    diana_ana_store)",
            "diana_ana_store", "the analog unit is still busy");
        row("the last wait for the array removed", "src/steps.c", R"((codes_rows64\);)\n    diana_ana_wait\(\);)", "$1",
            "diana: layer first");
        row("output over input", "src/plan.h", R"(FIRST_L1_OUTPUT(_A)? = \d+)", "FIRST_L1_OUTPUT$1 = 0",
            "diana: layer first");
        row("the array over the digital unit", "src/plan.h", R"(SECOND_L1_CODES = \d+)", "SECOND_L1_CODES = 0",
            "on the other unit");
        row("an address beyond L1", "src/plan.h", R"(SECOND_L1_K64 = \d+)", "SECOND_L1_K64 = 262144", "out of range");
        row("an address between words", "src/plan.h", R"(SECOND_L1_K64 = (\d+))", "SECOND_L1_K64 = $1 + 8",
            "is no multiple of 64");
        row("a halo row forgotten", "src/plan.c", R"(\.pad_t = 0,(\s+)\.pad_b = 1)", ".pad_t = 1,$1.pad_b = 0",
            "tensor first has");
        row("a window not loaded", "src/plan.c", R"(\.loads = 1)", ".loads = 0", "which nobody has written");
        row("shift + 1", "src/plan.c", R"(\.shift = (\d+), \.relu)", ".shift = $1 + 1, .relu", "tensor first has");
        row("the ReLU of a job lost", "src/plan.c", R"(\.relu = 1)", ".relu = 0", "which 7 bits do not hold");
        row("another stride", "src/plan.c", R"(\.stride = 1)", ".stride = 2", "18 output rows need 37 of the input");
        row("row groups swapped", "src/plan.c", R"((\.group = 1, [^]*?\.k64 = )\d+)", "$010", "tensor second has");
        row("weights of another row group", "src/plan.c", R"((\.group = 1[^]*?\.weights = )\d+)", "$010",
            "tensor second has");
        row("sums not begun", "src/plan.c", R"(\.begins_sums = 0)", ".begins_sums = 1", "tensor second has");
        row("channels in another place", "src/plan.c", R"((\.output = \{\.first = )(\d+))", "$1 $2 - 1",
            "tensor first has");
        row("the permutation of the output lost", "src/plan.c", R"(output_places\[6\] = \{[^}]*\})",
            "output_places[6] = {0, 1, 2, 3, 4, 5}", "tensor output has");
        row("a converter's step off by one", "src/plan.h", R"(FIRST_DIVISOR = (\d+))", "FIRST_DIVISOR = $1 + 1",
            "tensor first has");
        row("padding not zeroed", "src/network.c", R"(net_zero_padding\(y, &shape_first\);)", "",
            "is padding but not zero");
        row("a layer left out", "src/network.c", R"(\n    layer_second\(\);)", "\n    (void)layer_second;",
            "tensor second has");
        row("two layers in the wrong order", "src/network.c",
            R"((\n    layer_second\(\);)([^]*)(\n    layer_third\(\);))", "$3$2$1", "tensor second has");
        row("ranges of the arena overlap", "src/network.c", R"(all: arena \+ L2_FIRST\b)", "arena + L2_SECOND",
            "is padding but not zero");
        row("a tensor that lives too short", "src/network.c", R"(all: arena \+ L2_FIRST\b)", "arena + L2_THIRD",
            "tensor second has");
        row("the arena too small", "src/plan.h", R"(L2_ARENA_BYTES = (\d+))", "L2_ARENA_BYTES = $1 - 1024",
            "global-buffer-overflow", "san");
        row("a weight changed", "src/params.c", R"(first_digital = \{\n    (\d+),)", "first_digital = {\n    $1 ^ 64,",
            "tensor first has");
        row("bias planes swapped", "src/params.c", ".first_digital", "bias planes swapped", "tensor first has");
        row("multipliers changed", "src/params.c", R"((third_multipliers\[12\] = \{\n    )(\d+), (\d+), (\d+),)",
            "$1 9 + $2, 9 + $3, 9 + $4,", "tensor third has");
        row("the array's shift + 1", "src/params.c", R"((third_addends,\s+\.shift = )(\d+))", "$1 $2 + 1",
            "tensor third has");
        row("an addend changed", "src/params.c", R"((first_addends\[12\] = \{\n    )(-?\d+))", "$1 2000 + $2",
            "tensor first has");
        row("a sum's shift", "src/network.c", "SUM_SHIFT", "SUM_SHIFT + 1", "tensor sum has");
        row("the ReLU of a sum lost", "src/network.c", R"(diana_cpu_relu\(y, y, &shape_sum, 0\);)", "",
            "tensor sum has");
        row("a sum of one tensor twice", "src/network.c", R"(a, b, y, SUM)", "a, b == a ? b : a, y, SUM",
            "tensor sum has");
    }

    void isCaught()
    {
        QFETCH(QString, file);
        QFETCH(QString, pattern);
        QFETCH(QString, by);
        QFETCH(QString, reason);
        QFETCH(QString, target);
        if (const auto missing = deploy::missingTool(target.toStdString()))
            QSKIP(missing->c_str());
        const deploy::ReadPackage package = deploy::readPackage(m_folder.path());
        const fs::path path = m_folder.path() / file.toStdString();
        const std::string whole = readText(path);
        const std::string text = replaced(whole, pattern, by);
        writeText(path, text);
        if (target == "host")
            qputenv("CC", QByteArray::fromStdString((m_tools.path() / "cc").string()));
        const deploy::Receipt receipt =
            deploy::verifyPackage(package, {.targets = {target.toStdString()}, .optimisation = "-O0"});
        qunsetenv("CC");
        writeText(path, whole);
        const deploy::TargetResult &result = receipt.targets.front();
        QCOMPARE(text == whole, reason.isEmpty());
        if (reason.isEmpty()) {
            QCOMPARE(result.reason, std::string());
            return;
        }
        QCOMPARE(result.verdict, deploy::Verdict::Fail);
        QVERIFY2(result.reason.find(reason.toStdString()) != std::string::npos, result.reason.c_str());
    }

private:
    TemporaryFolder m_folder, m_tools;
};

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
