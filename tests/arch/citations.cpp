// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/citations.h"

#include "tests/arch/rules.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace odimo::arch {

namespace {

bool isPage(const std::string &path) { return path.ends_with(".md"); }

/// A page without its code, which stands between fences or backquotes.
std::string proseOf(const std::string &page)
{
    std::istringstream lines(page);
    std::string prose;
    bool isFenced = false, isQuoted = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("```")) {
            isFenced = !isFenced;
            continue;
        }
        if (isFenced)
            continue;
        for (const char c : line) {
            isQuoted = isQuoted != (c == '`');
            if (!isQuoted)
                prose += c;
        }
        prose += '\n';
    }
    return prose;
}

/// The comments of code, one line each.
std::string commentsOf(const std::string &code)
{
    std::istringstream lines(code);
    std::string comments;
    for (std::string line; std::getline(lines, line);)
        comments += line.substr(std::min(line.find("//"), line.size())) + '\n';
    return comments;
}

std::string readableText(const SourceFile &file)
{
    if (isCode(file))
        return commentsOf(file.text);
    return isPage(file.path) ? proseOf(file.text) : file.text;
}

/// What a page offers to point to.
struct Sections {
    std::set<std::string> numbers;
    std::set<std::string> anchors;
};

/// The anchor that GitHub gives a heading.
std::string anchorOf(const std::string &heading)
{
    std::string anchor;
    for (const char c : heading) {
        if (std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_')
            anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (c == ' ')
            anchor += '-';
    }
    return anchor;
}

Sections sectionsOf(const SourceFile &page)
{
    static const std::regex heading(R"(#+ +((\d+(?:\.\d+)*)?.*))");
    Sections sections;
    std::istringstream lines(page.text);
    for (std::string line; std::getline(lines, line);)
        if (std::smatch match; std::regex_match(line, match, heading)) {
            sections.anchors.insert(anchorOf(match[1]));
            sections.numbers.insert(match[2]);
        }
    return sections;
}

/// The cited page: named from the root, or from the folder of the file that cites it.
const Sections *found(const std::map<std::string, Sections> &pages, const std::string &citing, const std::string &page)
{
    const std::string beside = (std::filesystem::path(citing).parent_path() / page).lexically_normal().generic_string();
    for (const std::string &path : {page, beside})
        if (const auto entry = pages.find(path); entry != pages.end())
            return &entry->second;
    return nullptr;
}

} // namespace

std::vector<Citation> citationsOf(const SourceFile &file)
{
    // A page in one word with all that an address of the net may have before it, then an anchor or a section.
    static const std::regex citation(R"(([\w./:*<>-]*\w\.md)(?:#([\w-]+)|\)?\s+(?://+\s*)?(\d+(?:\.\d+)*))?)");
    std::vector<Citation> citations;
    if (file.text.find(".md") == std::string::npos)
        return citations;
    const std::string text = readableText(file);
    for (std::sregex_iterator match(text.begin(), text.end(), citation), end; match != end; ++match)
        if (const std::string page = (*match)[1]; page.find_first_of(":*<>") == std::string::npos)
            citations.push_back({.page = page, .section = (*match)[3], .anchor = (*match)[2]});
    return citations;
}

std::vector<std::string> citedPagesExist(const std::vector<SourceFile> &files)
{
    std::map<std::string, Sections> pages;
    for (const SourceFile &file : files)
        if (isPage(file.path))
            pages[file.path] = sectionsOf(file);
    std::vector<std::string> findings;
    for (const SourceFile &file : files) {
        if (file.path.starts_with("tests/arch/")) // Its samples break the rules.
            continue;
        for (const auto &[page, section, anchor] : citationsOf(file)) {
            const Sections *sections = found(pages, file.path, page);
            if (!sections)
                findings.push_back(file.path + " cites " + page + ", which is not there");
            else if (!section.empty() && !sections->numbers.contains(section))
                findings.push_back(file.path + " cites section " + section + " of " + page + ", which has none");
            else if (!anchor.empty() && !sections->anchors.contains(anchor))
                findings.push_back(file.path + " links to #" + anchor + " in " + page + ", which has no such heading");
        }
    }
    return findings;
}

std::vector<std::string> namedFilesExist(const std::vector<SourceFile> &files)
{
    // The data of tests are no part of the tree that is read; "<" and "*" stand for any name.
    static const std::regex name(R"((?:^|[^\w./<-])((?:app|core|widgets|tests)/[\w./-]*\w)(?![\w/]*[<*]))");
    std::set<std::string> known = {"tests/golden", "tests/data"};
    for (const auto &edges : moduleEdges())
        known.insert(edges.first);
    for (const SourceFile &file : files)
        for (std::filesystem::path path = file.path; !path.empty(); path = path.parent_path()) {
            known.insert(path.generic_string());
            known.insert((path.parent_path() / path.stem()).generic_string());
        }
    for (const std::string &path : std::vector(known.begin(), known.end()))
        if (const std::size_t test = path.find("/tst_"); path.starts_with("tests/") && test != std::string::npos)
            known.insert(path.substr(6, test - 5) +
                         path.substr(test + 5)); // As ctest names it: "core/learn/train/batches".
    std::vector<std::string> findings;
    for (const SourceFile &file : files)
        if (isPage(file.path))
            for (std::sregex_iterator match(file.text.begin(), file.text.end(), name), end; match != end; ++match)
                if (const std::string path = (*match)[1]; !known.contains(path))
                    findings.push_back(file.path + " names " + path + ", which is not there");
    return findings;
}

} // namespace odimo::arch
