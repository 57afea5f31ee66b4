// SPDX-License-Identifier: Apache-2.0
#include "core/base/machine.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <unistd.h>

namespace odimo {

namespace {

/// The value of the first line "name : value" of a file of the system; empty if there is none.
std::string fieldOf(const std::filesystem::path &file, const std::string &name)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        const std::size_t colon = line.find(':');
        if (!line.starts_with(name) || colon == std::string::npos)
            continue;
        const std::size_t begin = line.find_first_not_of(" \t", colon + 1);
        return begin == std::string::npos ? "" : line.substr(begin, line.find_last_not_of(" \t\r") + 1 - begin);
    }
    return {};
}

} // namespace

std::string hostName()
{
    char name[256] = "";
    gethostname(name, sizeof name - 1);
    return name;
}

std::string processorName() { return fieldOf("/proc/cpuinfo", "model name"); }

std::string acceleratorNames()
{
    std::set<std::string> models;
    std::error_code ignored;
    for (const auto &card : std::filesystem::directory_iterator("/proc/driver/nvidia/gpus", ignored))
        if (const std::string model = fieldOf(card.path() / "information", "Model"); !model.empty())
            models.insert(model);
    std::string names;
    for (const std::string &model : models)
        names += (names.empty() ? "" : ", ") + model;
    return names;
}

} // namespace odimo
