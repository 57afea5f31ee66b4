// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/network_code.h"

#include "core/deploy/diana/source/c_names.h"
#include "core/deploy/diana/source/network_source.h"
#include "core/deploy/diana/source/wrapped.h"

#include <sstream>

namespace odimo::deploy {

namespace {

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

NetworkCode networkCode(const ChipProgram &program)
{
    const CNames names(program);
    NetworkCode made{.source = wrapped(networkSource(program, names)), .steps = {}};
    const std::vector<std::string> lines = linesOf(made.source);
    int line = 0;
    for (std::size_t i = 0; i < program.steps.size(); ++i) {
        const std::string function = "static void layer_" + names.steps[i] + "(";
        StepCode code{.step = program.steps[i].name,
                      .isLayer = std::holds_alternative<LayerStep>(program.steps[i].operation)};
        for (; !lines[static_cast<std::size_t>(line)].starts_with(function); ++line)
            if (lines[static_cast<std::size_t>(line)].starts_with("/*"))
                code.firstLine = line;
        while (lines[static_cast<std::size_t>(line)] != "}")
            ++line;
        code.lastLine = line;
        made.steps.push_back(std::move(code));
    }
    return made;
}

} // namespace odimo::deploy
