// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/error_rules.h"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <utility>

namespace odimo::arch {

namespace {

constexpr const char *errorsPage = "docs/architecture.md";

/// The texts in quotes of one line of code, without its comment.
std::vector<std::string> literalsOf(const std::string &line)
{
    std::vector<std::string> literals;
    std::string literal;
    bool isInside = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (isInside && c == '\\') {
            literal += line.substr(i++, 2);
        } else if (c == '"') {
            if (isInside)
                literals.push_back(std::exchange(literal, {}));
            isInside = !isInside;
        } else if (isInside) {
            literal += c;
        } else if (line.compare(i, 3, "'\"'") == 0) {
            i += 2;
        } else if (line.compare(i, 2, "//") == 0) {
            break;
        }
    }
    return literals;
}

/// A word such as "--several" alone is an argument for a program, not a sentence.
bool namesAnOption(const std::string &literal)
{
    static const std::regex option("--[a-z]");
    if (literal.find('`') != std::string::npos)
        return true;
    return literal.find(' ') != std::string::npos && std::regex_search(literal, option);
}

std::string fileName(const std::string &path) { return path.substr(path.rfind('/') + 1); }

bool catches(const SourceFile &file)
{
    static const std::regex handler(R"(\bcatch \()");
    return isCode(file) && !file.path.starts_with("tests/") && std::regex_search(file.text, handler);
}

/// The files that the section names, as `name.cpp`.
std::set<std::string> namedIn(const std::string &page)
{
    static const std::regex name(R"(`([a-z_0-9]+\.(cpp|h))`)");
    const std::size_t begin = std::min(page.find("## Errors\n"), page.size());
    const std::string section = page.substr(begin, page.find("\n## ", begin) - begin);
    std::set<std::string> names;
    for (std::sregex_iterator match(section.begin(), section.end(), name), end; match != end; ++match)
        names.insert((*match)[1]);
    return names;
}

} // namespace

std::vector<std::string> coreNamesNoOptions(const std::vector<SourceFile> &files)
{
    std::vector<std::string> findings;
    for (const SourceFile &file : files) {
        if (!file.path.starts_with("core/") || !isCode(file))
            continue;
        std::istringstream lines(file.text);
        for (std::string line; std::getline(lines, line);)
            for (const std::string &literal : literalsOf(line))
                if (namesAnOption(literal))
                    findings.push_back(file.path + " names an option in \"" + literal + "\"; give the Error a Remedy");
    }
    return findings;
}

std::vector<std::string> catchesAreDocumented(const std::vector<SourceFile> &files)
{
    std::set<std::string> documented;
    std::set<std::string> catching;
    for (const SourceFile &file : files) {
        if (file.path == errorsPage)
            documented = namedIn(file.text);
        if (catches(file))
            catching.insert(fileName(file.path));
    }
    std::vector<std::string> findings;
    for (const std::string &name : catching)
        if (!documented.contains(name))
            findings.push_back(name + " catches errors; say so in " + errorsPage + ", or let them through");
    for (const std::string &name : documented)
        if (!catching.contains(name))
            findings.push_back(std::string(errorsPage) + " names " + name + ", which catches no errors");
    return findings;
}

} // namespace odimo::arch
