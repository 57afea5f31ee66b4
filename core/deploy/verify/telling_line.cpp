// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/telling_line.h"

#include <sstream>

namespace odimo::deploy {

std::string tellingLine(const EndedProgram &ended)
{
    std::string last;
    for (const std::string *stream : {&ended.errors, &ended.output}) {
        std::istringstream lines(*stream);
        for (std::string line; std::getline(lines, line);) {
            for (const char *word : {"diana: ", "SUMMARY: ", "runtime error: ", "error: "})
                if (line.find(word) != std::string::npos)
                    return line;
            if (!line.empty())
                last = line;
        }
        if (!last.empty())
            return last;
    }
    return "exit status " + std::to_string(ended.exitCode);
}

} // namespace odimo::deploy
