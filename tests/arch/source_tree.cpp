// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace odimo::arch {

namespace {

namespace fs = std::filesystem;

bool isWrittenByHand(const fs::path &path)
{
    static const std::array<std::string_view, 12> endings = {".cpp", ".h",    ".cmake", ".txt", ".md", ".c",
                                                             ".sh",  ".json", ".qss",   ".qrc", ".ld", ""};
    return std::ranges::find(endings, path.extension().string()) != endings.end();
}

std::string contentOf(const fs::path &path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

std::vector<SourceFile> readSourceTree(const fs::path &root)
{
    std::vector<SourceFile> files;
    const auto add = [&](const fs::path &path) {
        const std::string relative = path.lexically_relative(root).generic_string();
        const bool isTestData = relative.starts_with("tests/data/") || relative.starts_with("tests/golden/");
        if (fs::is_regular_file(path) && isWrittenByHand(path) && !isTestData)
            files.push_back({relative, contentOf(path)});
    };
    for (const char *folder : {".ci", "app", "cmake", "core", "docs", "packaging", "resources", "tests", "widgets"})
        if (fs::is_directory(root / folder))
            for (const fs::directory_entry &entry : fs::recursive_directory_iterator(root / folder))
                add(entry.path());
    for (const fs::directory_entry &entry : fs::directory_iterator(root))
        if (!entry.path().extension().empty())
            add(entry.path());
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

std::vector<Include> includesOf(const SourceFile &file)
{
    static const std::regex directive(R"re(^\s*#\s*include\s*(["<])([^">]+)[">].*)re");
    std::vector<Include> includes;
    std::istringstream lines(file.text);
    for (std::string line; std::getline(lines, line);) {
        std::smatch match;
        if (line.find("include") != std::string::npos && std::regex_match(line, match, directive))
            includes.push_back({.target = match[2], .quoted = match[1] == "\""});
    }
    return includes;
}

std::string moduleOf(std::string_view path)
{
    static const std::regex folder("(?:tests/)?((?:core|app)/[^/]+|widgets)/.*");
    std::match_results<std::string_view::const_iterator> match;
    return std::regex_match(path.begin(), path.end(), match, folder) ? match[1].str() : std::string();
}

bool isHeader(const SourceFile &file) { return file.path.ends_with(".h"); }

bool isPackageCode(const SourceFile &file)
{
    return file.path.starts_with("resources/") && (isHeader(file) || file.path.ends_with(".c"));
}

bool isCode(const SourceFile &file) { return !isPackageCode(file) && (isHeader(file) || file.path.ends_with(".cpp")); }

} // namespace odimo::arch
