// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/class_rules.h"

#include <map>
#include <regex>
#include <sstream>

namespace odimo::arch {

namespace {

/// The outermost class of a member that a line begins to define at the left margin; empty if it begins none.
std::string definedMember(const std::string &line)
{
    static const std::regex definition(R"(^(?:[\w:<>,]+ )*[&*]*([A-Z]\w*)::(?:\w+::)*~?\w+\(.*)");
    if (line.empty() || line.front() == ' ' || line.back() == ';')
        return {};
    std::smatch match;
    return std::regex_match(line, match, definition) ? match[1].str() : std::string();
}

} // namespace

std::vector<std::string> classesHaveOneFile(const std::vector<SourceFile> &files)
{
    std::map<std::string, std::string> homes;
    std::vector<std::string> findings;
    for (const SourceFile &file : files) {
        // Files "without_..." stand in for another where a library is left out.
        if (isHeader(file) || !isCode(file) || file.path.starts_with("tests/") ||
            file.path.find("/without_") != std::string::npos)
            continue;
        std::istringstream lines(file.text);
        std::string lastTold;
        for (std::string line; std::getline(lines, line);) {
            const std::string name = definedMember(line);
            if (name.empty() || name == lastTold)
                continue;
            const auto &home = homes.try_emplace(moduleOf(file.path) + "/" + name, file.path).first->second;
            if (home != file.path) {
                findings.push_back(file.path + " defines members of " + name + ", as " + home + " does");
                lastTold = name;
            }
        }
    }
    return findings;
}

} // namespace odimo::arch
