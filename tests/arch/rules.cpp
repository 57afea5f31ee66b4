// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/rules.h"

#include "tests/arch/citations.h"
#include "tests/arch/class_rules.h"
#include "tests/arch/error_rules.h"
#include "tests/arch/folder_rules.h"

#include <algorithm>
#include <array>
#include <regex>

namespace odimo::arch {

namespace {

using Files = std::vector<SourceFile>;
using Findings = std::vector<std::string>;

bool isTest(const SourceFile &file) { return file.path.starts_with("tests/"); }

bool startsWithAny(const std::string &text, const std::set<std::string> &beginnings)
{
    return std::ranges::any_of(beginnings, [&](const std::string &beginning) { return text.starts_with(beginning); });
}

/// A library that only some modules may use, and whose headers no other module may be made to read.
struct Library {
    std::string name;
    std::set<std::string> headers; ///< How its include paths begin.
    std::set<std::string> homes;   ///< Modules that may use it; empty: all.
};
const std::vector<Library> &privateLibraries()
{
    static const std::vector<Library> libraries = {
        {"LibTorch", {"torch/", "ATen/", "c10/"}, {"core/learn", "core/tasks"}},
        {"SQLite", {"SQLiteCpp/", "sqlite3.h"}, {"core/project"}},
        {"QCustomPlot", {"qcustomplot.h"}, {"widgets"}},
        {"CLI11", {"CLI/"}, {"app/cli"}},
        {"protobuf", {"onnx/", "google/protobuf/"}, {"core/onnx", "core/deploy"}},
        {"libarchive", {"archive.h", "archive_entry.h"}, {"core/data"}},
        {"libjpeg", {"jpeglib.h", "jerror.h"}, {"core/data"}},
        {"libpng", {"png.h"}, {"core/data"}},
        {"Cairo and Pango", {"cairo", "pango/"}, {"core/report"}},
        {"muParser", {"muParser"}, {"core/host"}},
        {"nlohmann/json", {"nlohmann/json.hpp"}, {}},
    };
    return libraries;
}

bool uses(const SourceFile &file, const Library &library)
{
    return std::ranges::any_of(includesOf(file),
                               [&](const Include &include) { return startsWithAny(include.target, library.headers); });
}

Findings includesPointDown(const Files &files)
{
    Findings findings;
    for (const SourceFile &file : files) {
        if (!isCode(file) || isTest(file))
            continue;
        const std::string module = moduleOf(file.path);
        if (!moduleEdges().contains(module)) {
            findings.push_back(file.path + " belongs to no module of the table in tests/arch/rules.cpp");
            continue;
        }
        const std::set<std::string> allowed = reachableModules(module);
        for (const Include &include : includesOf(file)) {
            const std::string target = moduleOf(include.target);
            if (!target.empty() && !allowed.contains(target))
                findings.push_back(file.path + " includes " + include.target + ", but " + module +
                                   " does not stand on " + target);
        }
    }
    return findings;
}

Findings includesNameTheWholePath(const Files &files)
{
    static const std::regex whole(R"((core|widgets|app|tests|resources)/.*\.h|.*\.moc)");
    Findings findings;
    for (const SourceFile &file : files)
        if (isCode(file))
            for (const Include &include : includesOf(file))
                if (include.quoted != std::regex_match(include.target, whole))
                    findings.push_back(file.path + " includes " + include.target +
                                       "; own headers are quoted with the path from the root, others stand in <>");
    return findings;
}

Findings qtStaysInTheWindow(const Files &files)
{
    static const std::regex qtHeader(R"(Q[A-Z]\w*|Qt\w*/.*|q[a-z]+\.h)");
    Findings findings;
    for (const SourceFile &file : files) {
        const std::string module = moduleOf(file.path);
        if (!isCode(file) || isTest(file) || module == "widgets" || module == "app/explorer")
            continue;
        for (const Include &include : includesOf(file))
            if (std::regex_match(include.target, qtHeader))
                findings.push_back(file.path + " includes " + include.target + "; Qt is for widgets and app/explorer");
    }
    return findings;
}

Findings librariesStayAtHome(const Files &files)
{
    Findings findings;
    for (const SourceFile &file : files)
        for (const Library &library : privateLibraries())
            if (isCode(file) && !library.homes.empty() && !library.homes.contains(moduleOf(file.path)) &&
                uses(file, library))
                findings.push_back(file.path + " includes " + library.name + ", which is for " +
                                   *library.homes.begin());
    return findings;
}

/// The project's headers that `file` reads, directly or through others.
std::set<std::string> headersReadBy(const SourceFile &file, const std::map<std::string, const SourceFile *> &byPath)
{
    std::set<std::string> seen;
    std::vector<const SourceFile *> open = {&file};
    while (!open.empty()) {
        const SourceFile *next = open.back();
        open.pop_back();
        for (const Include &include : includesOf(*next)) {
            const auto header = byPath.find(include.target);
            if (header != byPath.end() && seen.insert(include.target).second)
                open.push_back(header->second);
        }
    }
    return seen;
}

Findings headersHideLibraries(const Files &files)
{
    std::map<std::string, const SourceFile *> byPath;
    std::map<std::string, const Library *> heavyHeaders;
    for (const SourceFile &file : files) {
        byPath[file.path] = &file;
        for (const Library &library : privateLibraries())
            if (isHeader(file) && !isTest(file) && uses(file, library))
                heavyHeaders[file.path] = &library;
    }

    Findings findings;
    for (const SourceFile &file : files) {
        if (!isCode(file))
            continue;
        const std::string module = moduleOf(file.path);
        const std::set<std::string> read = headersReadBy(file, byPath);
        for (const auto &[header, library] : heavyHeaders)
            if (read.contains(header) && module != moduleOf(header) && !library->homes.contains(module))
                findings.push_back(file.path + " reads " + library->name + " through " + header);
    }
    return findings;
}

Findings filesAreShort(const Files &files)
{
    constexpr auto mostLines = 400;
    static const std::string writtenByAProgram = "docs/command-reference.md";
    Findings findings;
    for (const SourceFile &file : files) {
        if (file.path == writtenByAProgram)
            continue;
        const auto lines = std::ranges::count(file.text, '\n');
        if (lines > mostLines)
            findings.push_back(file.path + " has " + std::to_string(lines) + " lines; the limit is " +
                               std::to_string(mostLines) + ", so split it by subject");
    }
    return findings;
}

bool needsLicence(const SourceFile &file)
{
    static const std::regex kinds(R"(.*\.(cpp|h|c|cmake|sh)|(.*/)?CMakeLists\.txt|(packaging|\.ci)/[^.]*)");
    return std::regex_match(file.path, kinds);
}

/// The first line, or the second of a script that begins with #!.
std::string firstLine(const std::string &text)
{
    const std::size_t begin = text.starts_with("#!") ? text.find('\n') + 1 : 0;
    return text.substr(begin, text.find('\n', begin) - begin);
}

Findings filesNameTheirLicence(const Files &files)
{
    Findings findings;
    for (const SourceFile &file : files) {
        if (!needsLicence(file))
            continue;
        const bool window = file.path.starts_with("widgets/") || file.path.starts_with("app/explorer/");
        const std::string licence = window ? "GPL-3.0-or-later" : "Apache-2.0";
        const bool slashes = isHeader(file) || file.path.ends_with(".cpp") || file.path.ends_with(".c");
        const std::string tag = (slashes ? "// " : "# ") + ("SPDX-License-Identifier: " + licence);
        if (firstLine(file.text) != tag)
            findings.push_back(file.path + " should begin with the line " + tag);
    }
    return findings;
}

Findings headersAreReadOnce(const Files &files)
{
    Findings findings;
    for (const SourceFile &file : files)
        if (isHeader(file) && file.text.find("\n#pragma once\n") == std::string::npos)
            findings.push_back(file.path + " lacks #pragma once");
    return findings;
}

/// The words of Qt in a text: its classes, macros and the functions of QTest.
std::set<std::string> wordsOfQt(const std::string &text)
{
    static const std::regex word(R"(\bQTest::\w+|\bQ[A-Z]\w+|\bqPrintable\b)");
    std::set<std::string> words;
    for (std::sregex_iterator match(text.begin(), text.end(), word), end; match != end; ++match)
        words.insert(match->str());
    return words;
}

/// A machine without Qt builds the tests of learn and tasks with tests/without_qt.
Findings testsOfLearnNeedNoQt(const Files &files)
{
    std::map<std::string, const SourceFile *> byPath;
    std::string offered;
    for (const SourceFile &file : files) {
        byPath[file.path] = &file;
        if (file.path.starts_with("tests/without_qt/Q"))
            offered += file.text;
    }
    std::set<std::string> known = wordsOfQt(offered);
    known.insert("QT_NO_KEYWORDS");
    for (const char *function : {"addColumn", "newRow", "addRow"})
        if (offered.find(std::string(function) + "(") != std::string::npos)
            known.insert(std::string("QTest::") + function);

    std::set<std::string> read;
    for (const SourceFile &file : files)
        if (isCode(file) &&
            (file.path.starts_with("tests/core/learn/") || file.path.starts_with("tests/core/tasks/"))) {
            read.insert(file.path);
            read.merge(headersReadBy(file, byPath));
        }
    Findings findings;
    for (const std::string &path : read) {
        const std::string &text = byPath.at(path)->text;
        for (const char *fixture : {"initTestCase", "cleanupTestCase", "void init()", "void cleanup()"})
            if (text.find(fixture) != std::string::npos)
                findings.push_back(path + " has " + fixture + ", which tests/without_qt does not call");
        for (const std::string &word : wordsOfQt(text))
            if (!known.contains(word))
                findings.push_back(path + " uses " + word +
                                   ", which tests/without_qt does not offer; add it there or do without");
    }
    return findings;
}

/// LibTorch's archives hold programs, which its loaders run.
Findings nothingThatIsReadExecutes(const Files &files)
{
    static const std::set<std::string> loaders = {"torch/serialize", "torch/script", "torch/jit", "torch/csrc/jit",
                                                  "torch/csrc/api/include/torch/serialize"};
    // Headers of LibTorch that are needed for other things, such as its optimisers, bring loaders along.
    static const std::regex words(R"(\b(torch::load|pickle_load|InputArchive|load_from|torch::jit)\b)");
    Findings findings;
    for (const SourceFile &file : files) {
        if (!isCode(file))
            continue;
        for (const Include &include : includesOf(file))
            if (startsWithAny(include.target, loaders))
                findings.push_back(file.path + " includes " + include.target +
                                   ", which can execute what it reads; use core/network/tensor_file.h");
        if (std::smatch word; !isTest(file) && std::regex_search(file.text, word, words))
            findings.push_back(file.path + " names " + word.str(1) +
                               ", which can execute what it reads; use core/network/tensor_file.h");
    }
    return findings;
}

/// Under a locale that writes 0,03 those of C read 0 from 0.03.
Findings numbersIgnoreTheLocale(const Files &files)
{
    static const std::regex reader(R"(\b(stof|stod|stold|strtof|strtod|strtold|atof|sscanf|setlocale)\s*\()");
    Findings findings;
    for (const SourceFile &file : files)
        if (std::smatch call; isCode(file) && !isTest(file) && std::regex_search(file.text, call, reader))
            findings.push_back(file.path + " calls " + call.str(1) +
                               "; core/base/number_text.h reads and writes numbers whatever the locale");
    return findings;
}

/// Exported packages run on a bare host core. What checks them on other machines ends the program and prints.
Findings packageCodeIsBare(const Files &files)
{
    static const std::regex words(R"(\b(float|double|malloc|calloc|realloc|free|alloca|setjmp|longjmp)\b)");
    static const std::regex comments(R"(/\*[^*]*\*+(?:[^/*][^*]*\*+)*/|//[^\n]*)");
    static const std::set<std::string> known = {"stdint.h", "stddef.h", "limits.h"};
    static const std::set<std::string> knownToTheReference = {"stdarg.h", "stdio.h", "stdlib.h"};
    Findings findings;
    for (const SourceFile &file : files) {
        if (!isPackageCode(file))
            continue;
        const std::string code = std::regex_replace(file.text, comments, "");
        if (std::smatch word; std::regex_search(code, word, words))
            findings.push_back(file.path + " uses " + word.str(1) + ", which the chip's code may not");
        const bool reference = file.path.find("/hal/ref/") != std::string::npos;
        for (const Include &include : includesOf(file))
            if (!include.quoted && !known.contains(include.target) &&
                !(reference && knownToTheReference.contains(include.target)))
                findings.push_back(file.path + " includes " + include.target + ", which the chip may not have");
    }
    return findings;
}

} // namespace

const std::map<std::string, std::set<std::string>> &moduleEdges()
{
    static const std::map<std::string, std::set<std::string>> edges = {
        {"core/base", {}},
        {"core/network", {"core/base"}},
        {"core/onnx", {"core/network"}},
        {"core/platform", {"core/network"}},
        {"core/mapping", {"core/platform"}},
        {"core/data", {"core/base"}},
        {"core/protocol", {"core/mapping"}},
        {"core/transfer", {"core/protocol", "core/data"}},
        {"core/integer", {"core/mapping"}},
        {"core/learn", {"core/integer", "core/data", "core/protocol"}},
        {"core/tasks", {"core/learn"}},
        {"core/deploy", {"core/integer"}},
        {"core/project", {"core/mapping", "core/protocol"}},
        {"core/workers", {"core/transfer"}},
        {"core/host", {"core/workers", "core/project", "core/deploy", "core/onnx", "core/data"}},
        {"core/report", {"core/host"}},
        {"widgets", {"core/mapping"}},
        {"app/explorer", {"widgets", "core/report"}},
        {"app/cli", {"core/report"}},
        {"app/worker", {"core/tasks", "core/transfer"}},
    };
    return edges;
}

std::set<std::string> reachableModules(const std::string &module)
{
    std::set<std::string> reached = {module};
    std::vector<std::string> open = {module};
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        for (const std::string &below : moduleEdges().at(next))
            if (reached.insert(below).second)
                open.push_back(below);
    }
    return reached;
}

std::span<const Rule> rules()
{
    static constexpr std::array all = {
        Rule{"includesPointDown", includesPointDown},
        Rule{"foldersPointDown", foldersPointDown},
        Rule{"filesFormNoCircle", filesFormNoCircle},
        Rule{"includesNameTheWholePath", includesNameTheWholePath},
        Rule{"qtStaysInTheWindow", qtStaysInTheWindow},
        Rule{"librariesStayAtHome", librariesStayAtHome},
        Rule{"headersHideLibraries", headersHideLibraries},
        Rule{"nothingThatIsReadExecutes", nothingThatIsReadExecutes},
        Rule{"filesAreShort", filesAreShort},
        Rule{"filesNameTheirLicence", filesNameTheirLicence},
        Rule{"headersAreReadOnce", headersAreReadOnce},
        Rule{"packageCodeIsBare", packageCodeIsBare},
        Rule{"testsOfLearnNeedNoQt", testsOfLearnNeedNoQt},
        Rule{"numbersIgnoreTheLocale", numbersIgnoreTheLocale},
        Rule{"citedPagesExist", citedPagesExist},
        Rule{"namedFilesExist", namedFilesExist},
        Rule{"classesHaveOneFile", classesHaveOneFile},
        Rule{"coreNamesNoOptions", coreNamesNoOptions},
        Rule{"catchesAreDocumented", catchesAreDocumented},
    };
    return all;
}

} // namespace odimo::arch
