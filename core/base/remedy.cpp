// SPDX-License-Identifier: Apache-2.0
#include "core/base/remedy.h"

#include <algorithm>

namespace odimo {

const char *nameOf(Remedy remedy)
{
    switch (remedy) {
    case Remedy::OtherProjectFile:
        return "other-project-file";
    case Remedy::ExistingProject:
        return "existing-project";
    case Remedy::FirstExploration:
        return "first-exploration";
    case Remedy::NewExploration:
        return "new-exploration";
    case Remedy::ResumeExploration:
        return "resume-exploration";
    case Remedy::InstallWorker:
        return "install-worker";
    case Remedy::DeviceCpu:
        return "device-cpu";
    case Remedy::OtherSeed:
        return "other-seed";
    case Remedy::LessMemory:
        return "less-memory";
    case Remedy::FloatNumerics:
        return "float-numerics";
    }
    return "";
}

std::optional<Remedy> remedyFromName(std::string_view name)
{
    const std::vector<Remedy> all = remedies();
    const auto found = std::ranges::find(all, name, [](Remedy remedy) { return std::string_view(nameOf(remedy)); });
    return found == all.end() ? std::nullopt : std::optional(*found);
}

const char *plainWords(Remedy remedy)
{
    switch (remedy) {
    case Remedy::OtherProjectFile:
        return "name another project file";
    case Remedy::ExistingProject:
        return "name a file that an exploration made, or a new one";
    case Remedy::FirstExploration:
        return "an exploration makes one";
    case Remedy::NewExploration:
        return "start one instead of resuming";
    case Remedy::ResumeExploration:
        return "resume the exploration";
    case Remedy::InstallWorker:
        return "build or install odimo-worker there, or name it in the variable ODIMO_WORKER";
    case Remedy::DeviceCpu:
        return "use the device cpu, or an executor that reaches a machine with a GPU";
    case Remedy::OtherSeed:
        return "try another seed or more epochs";
    case Remedy::LessMemory:
        return "close other programs, or use a smaller network, smaller or fewer images, or fewer jobs at a time";
    case Remedy::FloatNumerics:
        return "measure it without quantisation";
    }
    return "";
}

std::vector<Remedy> remedies()
{
    std::vector<Remedy> all;
    for (auto remedy = Remedy(0); *nameOf(remedy) != '\0'; remedy = Remedy(static_cast<int>(remedy) + 1))
        all.push_back(remedy);
    return all;
}

} // namespace odimo
