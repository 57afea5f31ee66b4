// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/rules.h"

#include <QTest>

#include <algorithm>

using namespace odimo::arch;

namespace {

std::vector<std::string> findings(const QString &ruleName, const std::vector<SourceFile> &files)
{
    const auto rule =
        std::ranges::find(rules(), ruleName.toStdString(), [](const Rule &each) { return std::string(each.name); });
    return rule == rules().end() ? std::vector<std::string>{"no such rule"} : rule->check(files);
}

SourceFile including(const char *path, const char *target)
{
    return {path, std::string("// SPDX-License-Identifier: Apache-2.0\n#include ") + target + "\n"};
}

} // namespace

class TestRules : public QObject {
    Q_OBJECT

private slots:
    void judgesTheTextsOfTheCore_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("an option") << "core/x/y.cpp"
                                   << "throw Error(\"use --device cpu\");" << false;
        QTest::newRow("a command") << "core/x/y.h"
                                   << "throw Error(\"`odimo explore` makes one\");" << false;
        QTest::newRow("a quote before it") << "core/x/y.cpp"
                                           << "f('\"', \"\\\"\", \"use --device cpu\");" << false;
        QTest::newRow("an argument") << "core/x/y.cpp"
                                     << "arguments.push_back(\"--several\");" << true;
        QTest::newRow("a comment") << "core/x/y.cpp"
                                   << "f(\"x\"); // \"use --device cpu\"" << true;
        QTest::newRow("code") << "core/x/y.cpp"
                              << "f(\"x y\", --count, \"x\");" << true;
        QTest::newRow("the command line") << "app/cli/y.cpp"
                                          << "throw Error(\"use --device cpu\");" << true;
    }
    void judgesTheTextsOfTheCore()
    {
        QFETCH(const QString, path);
        QFETCH(const QString, line);
        QFETCH(const bool, allowed);
        QCOMPARE(findings("coreNamesNoOptions", {{path.toStdString(), line.toStdString()}}).empty(), allowed);
    }

    void aClassHasOneFile()
    {
        const SourceFile first{"widgets/plot.cpp", "Plot::Plot(QWidget *parent)\n{\n}\n"};
        const auto judge = [&](const char *path, const char *line) {
            return findings("classesHaveOneFile", {first, {path, line}}).size();
        };
        QCOMPARE(judge("widgets/plot_keys.cpp", "void Plot::keyPressEvent(QKeyEvent *event)\n{\n}\n"), 1);
        QCOMPARE(judge("widgets/plot_keys.cpp", "QCP::Range Plot::range() const { return {}; }"), 1);
        QCOMPARE(judge("widgets/table.cpp", "void Table::show(int row)\n{\n    Plot::fit(row);\n}\n"), 0);
        QCOMPARE(judge("app/cli/plot.cpp", "void Plot::keyPressEvent(QKeyEvent *event)"), 0);
        QCOMPARE(judge("core/plot/plot.cpp", "void Plot::keyPressEvent(QKeyEvent *event)"), 0);
        QCOMPARE(judge("widgets/plot_moves.cpp", "Plot::Moves::Moves(int x) : m_x(x) {}"), 1);
        QCOMPARE(judge("widgets/without_plot.cpp", "Plot::Plot(QWidget *parent)"), 0);
    }

    void comparesTheCatchesWithTheDocumentation()
    {
        const SourceFile page{"docs/architecture.md", "`a.cpp`\n## Errors\n`b.cpp`, `c.h`\n\n## Building\n`d.cpp`\n"};
        const std::string catching = "} catch (const Error &) {";
        const auto judge = [&](const std::vector<std::string> &paths) {
            std::vector<SourceFile> files{page};
            for (const std::string &path : paths)
                files.push_back({path, catching});
            return findings("catchesAreDocumented", files).size();
        };
        QCOMPARE(judge({"core/x/b.cpp", "app/y/c.h", "tests/x/tst_b.cpp"}), 0);
        QCOMPARE(judge({"core/x/b.cpp"}), 1);
        QCOMPARE(judge({"core/x/b.cpp", "app/y/c.h", "core/x/a.cpp"}), 1);
    }

    void judgesOneInclude_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *rule, const char *path, const char *target, bool allowed) {
            QTest::addRow("%s: %s in %s", rule, target, path) << rule << path << target << allowed;
        };
        row("includesPointDown", "core/mapping/cost/cost.cpp", "\"core/platform/platform.h\"", true);
        row("includesPointDown", "core/mapping/cost/cost.cpp", "\"core/base/error.h\"", true);
        row("includesPointDown", "core/mapping/cost/cost.cpp", "\"core/mapping/cost/cost.h\"", true);
        row("includesPointDown", "core/mapping/cost/cost.cpp", "<vector>", true);
        row("includesPointDown", "core/base/error.cpp", "\"core/data/dataset.h\"", false);
        row("includesPointDown", "core/platform/diana.cpp", "\"core/mapping/cost/cost.h\"", false);
        row("includesPointDown", "core/data/containers/idx.cpp", "\"core/network/network.h\"", false);
        row("includesPointDown", "core/data/containers/idx.cpp", "<core/network/network.h>", false);
        row("includesPointDown", "core/host/queue.cpp", "\"core/tasks/engine.h\"", false);
        row("includesPointDown", "widgets/front/front_plot.cpp", "\"core/host/front/front.h\"", false);
        row("includesPointDown", "widgets/front/front_plot.cpp", "\"core/mapping/front/pareto.h\"", true);
        row("includesPointDown", "app/cli/main.cpp", "\"widgets/base/theme.h\"", false);
        row("includesPointDown", "app/worker/main.cpp", "\"core/host/front/front.h\"", false);
        row("includesPointDown", "app/worker/main.cpp", "\"core/tasks/engine.h\"", true);
        row("includesPointDown", "app/explorer/setup/form.cpp", "\"core/host/plan/plan.h\"", true);
        row("includesPointDown", "core/unheard/of.cpp", "<vector>", false);
        row("includesPointDown", "tests/core/base/tst_error.cpp", "\"core/host/plan/plan.h\"", true);

        row("foldersPointDown", "core/host/flow/search_flow.cpp", "\"core/host/plan/plan.h\"", true);
        row("foldersPointDown", "core/host/flow/search_flow.cpp", "\"core/host/flow/recorder.h\"", true);
        row("foldersPointDown", "core/host/flow/search_flow.cpp", "\"core/workers/worker_pool.h\"", true);
        row("foldersPointDown", "core/host/exploration.cpp", "\"core/host/flow/search_flow.h\"", true);
        row("foldersPointDown", "core/host/flow/recorder.h", "\"core/host/exploration.h\"", false);
        row("foldersPointDown", "core/host/plan/plan.h", "\"core/host/flow/recorder.h\"", false);
        row("foldersPointDown", "core/host/plan/plan.h", "\"core/host/front/front.h\"", false);
        row("foldersPointDown", "core/host/front/front.h", "\"core/host/plan/plan.h\"", false);

        row("includesNameTheWholePath", "core/data/containers/idx.cpp", "\"idx.h\"", false);
        row("includesNameTheWholePath", "core/data/containers/idx.cpp", "<core/data/containers/idx.h>", false);
        row("includesNameTheWholePath", "core/data/containers/idx.cpp", "\"zlib.h\"", false);
        row("includesNameTheWholePath", "core/data/containers/idx.cpp", "\"core/data/containers/idx.h\"", true);
        row("includesNameTheWholePath", "tests/arch/tst_rules.cpp", "\"tst_rules.moc\"", true);

        row("qtStaysInTheWindow", "core/base/files.cpp", "<QString>", false);
        row("qtStaysInTheWindow", "core/base/files.cpp", "<QtCore/QString>", false);
        row("qtStaysInTheWindow", "core/base/files.cpp", "<qglobal.h>", false);
        row("qtStaysInTheWindow", "core/base/files.cpp", "<queue>", true);
        row("qtStaysInTheWindow", "app/cli/main.cpp", "<QCoreApplication>", false);
        row("qtStaysInTheWindow", "app/explorer/main.cpp", "<QApplication>", true);
        row("qtStaysInTheWindow", "widgets/base/theme.cpp", "<QPalette>", true);
        row("qtStaysInTheWindow", "tests/core/base/tst_error.cpp", "<QTest>", true);

        row("librariesStayAtHome", "core/learn/train/training.cpp", "<torch/types.h>", true);
        row("librariesStayAtHome", "tests/core/learn/train/tst_training.cpp", "<torch/types.h>", true);
        row("nothingThatIsReadExecutes", "core/learn/train/checkpoint.cpp", "<torch/serialize.h>", false);
        row("nothingThatIsReadExecutes", "core/learn/train/checkpoint.cpp", "<torch/types.h>", true);
        row("librariesStayAtHome", "core/host/queue.cpp", "<torch/types.h>", false);
        row("librariesStayAtHome", "app/worker/main.cpp", "<ATen/Parallel.h>", false);
        row("librariesStayAtHome", "app/worker/main.cpp", "<c10/util/Exception.h>", false);
        row("librariesStayAtHome", "core/host/queue.cpp", "<SQLiteCpp/SQLiteCpp.h>", false);
        row("librariesStayAtHome", "app/explorer/main.cpp", "<qcustomplot.h>", false);
        row("librariesStayAtHome", "core/host/queue.cpp", "<nlohmann/json.hpp>", true);
    }
    void judgesOneInclude()
    {
        QFETCH(QString, rule);
        QFETCH(QString, path);
        QFETCH(QString, target);
        QFETCH(bool, allowed);
        const auto found = findings(rule, {including(qPrintable(path), qPrintable(target))});
        QVERIFY2(found.empty() == allowed, found.empty() ? "no finding" : found.front().c_str());
    }

    void judgesOneFile_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("allowed");
        const QString apache = "SPDX-License-Identifier: Apache-2.0\n";
        const QString gpl = "SPDX-License-Identifier: GPL-3.0-or-later\n";
        const auto row = [](const char *tag, const char *rule, const char *path, const QString &text, bool allowed) {
            QTest::newRow(tag) << rule << path << text << allowed;
        };
        row("400 lines", "filesAreShort", "core/base/error.cpp", QString("x\n").repeated(400), true);
        row("401 lines", "filesAreShort", "core/base/error.cpp", QString("x\n").repeated(401), false);
        row("long page", "filesAreShort", "docs/architecture.md", QString("x\n").repeated(401), false);
        row("page of a program", "filesAreShort", "docs/command-reference.md", QString("x\n").repeated(401), true);

        row("core", "filesNameTheirLicence", "core/base/error.cpp", "// " + apache, true);
        row("core without", "filesNameTheirLicence", "core/base/error.cpp", "#include <vector>\n", false);
        row("core as the window", "filesNameTheirLicence", "core/base/error.cpp", "// " + gpl, false);
        row("tag on the second line", "filesNameTheirLicence", "core/base/error.cpp", "\n// " + apache, false);
        row("window", "filesNameTheirLicence", "widgets/base/theme.h", "// " + gpl, true);
        row("window as core", "filesNameTheirLicence", "app/explorer/main.cpp", "// " + apache, false);
        row("cmake", "filesNameTheirLicence", "core/CMakeLists.txt", "# " + apache, true);
        row("cmake without", "filesNameTheirLicence", "CMakeLists.txt", "project(odimo)\n", false);
        row("cmake of the window", "filesNameTheirLicence", "widgets/CMakeLists.txt", "# " + gpl, true);
        row("script", "filesNameTheirLicence", "packaging/run", "#!/bin/bash\n# " + apache, true);
        row("script without", "filesNameTheirLicence", "packaging/run", "#!/bin/bash\nset -e\n", false);
        row("page", "filesNameTheirLicence", "README.md", "# ODiMO\n", true);

        row("header", "headersAreReadOnce", "core/base/error.h", "// " + apache + "#pragma once\n", true);
        row("header without", "headersAreReadOnce", "core/base/error.h", "// " + apache + "#include <vector>\n", false);
        row("source", "headersAreReadOnce", "core/base/error.cpp", "// " + apache, true);

        row("Qt of a learn test", "testsOfLearnNeedNoQt", "tests/core/learn/tst_a.cpp", "QTRY_VERIFY(true);", false);
        row("fixture of a learn test", "testsOfLearnNeedNoQt", "tests/core/learn/tst_a.cpp", "void initTestCase()",
            false);
        row("no Qt in a learn test", "testsOfLearnNeedNoQt", "tests/core/learn/tst_a.cpp", "require(true);", true);
        row("Qt elsewhere", "testsOfLearnNeedNoQt", "tests/core/host/tst_a.cpp", "QTRY_VERIFY(true);", true);
        row("loader of LibTorch", "nothingThatIsReadExecutes", "core/learn/checkpoint.cpp",
            "torch::load(tensors, path);\n", false);
        row("archive of LibTorch", "nothingThatIsReadExecutes", "core/learn/optimisers.cpp",
            "torch::serialize::InputArchive archive;\n", false);
        row("own loader", "nothingThatIsReadExecutes", "core/learn/checkpoint.cpp",
            "loadCheckpoint(path, trainee, optimisers);\n", true);
        row("reader of C", "numbersIgnoreTheLocale", "core/host/presets.cpp", "return std::stod(text);\n", false);
        row("own reader", "numbersIgnoreTheLocale", "core/host/presets.cpp", "return numberFrom<double>(text);\n",
            true);

        const QString code = "resources/diana/hal/";
        const auto codeRow = [&](const char *tag, const char *file, const QString &text, bool allowed) {
            row(tag, "packageCodeIsBare", qPrintable(code + file), text, allowed);
        };
        codeRow("plain C", "cpu/pools.c", "#include <stdint.h>\n#include \"diana_hal.h\"\n", true);
        codeRow("heap", "cpu/pools.c", "int8_t *p = malloc(3);\n", false);
        codeRow("floating point", "diana_hal.h", "float scale;\n", false);
        codeRow("a word of a comment", "diana_hal.h", "/* no malloc,\n no float */ int a; // double\n", true);
        codeRow("printing", "cpu/pools.c", "#include <stdio.h>\n", false);
        codeRow("printing of the reference", "ref/fail.c", "#include <stdio.h>\n", true);
        row("package code", "filesNameTheirLicence", "resources/diana/hal/cpu/pools.c", "// " + apache, true);
        row("package code without", "filesNameTheirLicence", "resources/diana/hal/cpu/pools.c", "int a;\n", false);
    }
    void judgesOneFile()
    {
        QFETCH(QString, rule);
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(bool, allowed);
        const auto found = findings(rule, {{path.toStdString(), text.toStdString()}});
        QVERIFY2(found.empty() == allowed, found.empty() ? "no finding" : found.front().c_str());
    }

    void noFileIncludesItselfByWayOfOthers()
    {
        const SourceFile plan = including("core/host/plan/plan.h", "\"core/host/plan/budget.h\"");
        const SourceFile budget = including("core/host/plan/budget.cpp", "\"core/host/plan/preset.h\"");
        const SourceFile preset = including("core/host/plan/preset.h", "\"core/host/plan/plan.h\"");
        QCOMPARE(findings("filesFormNoCircle", {plan, budget}).size(), std::size_t{0});
        QCOMPARE(findings("filesFormNoCircle", {plan, budget, preset}).size(), std::size_t{3});
    }

    /// A header may show a library inside its module; whoever reads it from outside, even through another header, is
    /// told.
    void headersHideLibrariesFromOtherModules_data()
    {
        QTest::addColumn<QString>("library");
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("reader");
        QTest::addColumn<bool>("allowed");
        QTest::newRow("json within") << "<nlohmann/json.hpp>"
                                     << "core/base/heavy.h"
                                     << "core/base/a.cpp" << true;
        QTest::newRow("json outside") << "<nlohmann/json.hpp>"
                                      << "core/base/heavy.h"
                                      << "core/mapping/a.cpp" << false;
        QTest::newRow("json declared") << "<nlohmann/json_fwd.hpp>"
                                       << "core/base/heavy.h"
                                       << "core/mapping/a.cpp" << true;
        QTest::newRow("torch in search") << "<torch/types.h>"
                                         << "core/learn/heavy.h"
                                         << "core/tasks/a.cpp" << true;
        QTest::newRow("torch in its tests") << "<torch/types.h>"
                                            << "core/learn/heavy.h"
                                            << "tests/core/learn/a.cpp" << true;
        QTest::newRow("json for tests") << "<nlohmann/json.hpp>"
                                        << "tests/core/base/heavy.h"
                                        << "tests/core/mapping/a.cpp" << true;
        QTest::newRow("torch in the worker") << "<torch/types.h>"
                                             << "core/learn/heavy.h"
                                             << "app/worker/a.cpp" << false;
        QTest::newRow("plot in the window") << "<qcustomplot.h>"
                                            << "widgets/heavy.h"
                                            << "app/explorer/a.cpp" << false;
        QTest::newRow("database in the host") << "<SQLiteCpp/Database.h>"
                                              << "core/project/heavy.h"
                                              << "core/host/a.cpp" << false;
    }
    void headersHideLibrariesFromOtherModules()
    {
        QFETCH(QString, library);
        QFETCH(QString, header);
        QFETCH(QString, reader);
        QFETCH(bool, allowed);
        const SourceFile heavy = including(qPrintable(header), qPrintable(library));
        const SourceFile middle =
            including(qPrintable(QString(header).replace("heavy", "middle")), qPrintable('"' + header + '"'));
        const SourceFile direct = including(qPrintable(reader), qPrintable('"' + header + '"'));
        const SourceFile indirect = including(qPrintable(reader), ('"' + middle.path + '"').c_str());
        QCOMPARE(findings("headersHideLibraries", {heavy, direct}).empty(), allowed);
        QCOMPARE(findings("headersHideLibraries", {heavy, middle, indirect}).empty(), allowed);
    }

    void citedPagesExist_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *path, const char *text, bool allowed) {
            QTest::newRow(text) << path << text << allowed;
        };
        row("core/a.h", "/// Rounded as the chip does (docs/chip.md 2.1).", true);
        row("core/a.h", "/// Rounded as the chip does (docs/chip.md\n/// 2.1).", true);
        row("core/a.h", "int a; // docs/chip.md", true);
        row("core/a.h", "/// docs/chip.md, 7 codes of which", true);
        row("core/a.h", "/// docs/chip.md 2.2", false);
        row("core/a.h", "/// docs/chip.md\n/// 3", false);
        row("core/a.h", "/// chip.md 2.1", false);
        row("core/a.h", "/// docs/method.md", false);
        row("core/a.h", "write(\"notes.md\");", true);
        row("core/a.h", "// https://example.org/docs/spec.md", true);
        row("packaging/run", "# see docs/none.md", false);
        row("docs/b.md", "[here](chip.md), [there](chip.md#2-integers), [all](../README.md)", true);
        row("docs/b.md", "[chip](chip.md) 2.1 to 2", true);
        row("docs/b.md", "[chip](chip.md) 2.2", false);
        row("docs/b.md", "[here](none.md)", false);
        row("docs/b.md", "[there](chip.md#21-floats)", false);
        row("docs/b.md", "`-o results.md`\n```\nodimo -o results.md\n```\n", true);
        row("docs/b.md", "```\n```\nchip.md 9", false);
        row("docs/b.md", "`a\nb` as chip.md 9 says `so`", false);
    }
    void citedPagesExist()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        QFETCH(bool, allowed);
        const auto found =
            findings("citedPagesExist", {{"README.md", "# The program\n"},
                                         {"docs/chip.md", "# The chip\n\n## 2 Integers\n\n### 2.1 Codes\n"},
                                         {path.toStdString(), text.toStdString()}});
        QVERIFY2(found.empty() == allowed, found.empty() ? "no finding" : found.front().c_str());
    }

    void namedFilesExist_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("allowed");
        for (const char *there :
             {"core/base", "core/base/error", "core/base/error.h", "`core/base/error`, as said", "core/mapping",
              "core/base/<name>.cpp", "core/base/x_*.cpp", "score/none", "tests/golden"})
            QTest::newRow(there) << there << true;
        for (const char *missing : {"core/none", "core/base/none", "(`core/base/error.cpp`)"})
            QTest::newRow(missing) << missing << false;
    }
    void namedFilesExist()
    {
        QFETCH(QString, text);
        QFETCH(bool, allowed);
        const auto found = findings("namedFilesExist", {{"core/base/error.h", ""}, {"docs/a.md", text.toStdString()}});
        QVERIFY2(found.empty() == allowed, found.empty() ? "no finding" : found.front().c_str());
    }

    void moduleEdgesPointDown()
    {
        for (const auto &[module, below] : moduleEdges())
            for (const std::string &lower : below)
                QVERIFY2(!reachableModules(lower).contains(module),
                         (module + " and " + lower + " form a circle").c_str());
    }
};

QTEST_APPLESS_MAIN(TestRules)
#include "tst_rules.moc"
