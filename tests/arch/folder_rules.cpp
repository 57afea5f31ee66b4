// SPDX-License-Identifier: Apache-2.0
#include "tests/arch/folder_rules.h"

#include <algorithm>
#include <map>
#include <set>

namespace odimo::arch {

namespace {

using Files = std::vector<SourceFile>;
using Findings = std::vector<std::string>;

/// The folders that each folder may include beside itself; one that is not listed may include all of its module.
const std::map<std::string, std::set<std::string>> &folderEdges()
{
    static const std::map<std::string, std::set<std::string>> edges = {
        {"core/host/compare", {"core/host/front"}},
        {"core/host/files", {}},
        {"core/host/front", {}},
        {"core/host/plan", {}},
        {"core/host/deliver", {}},
        {"core/host/flow", {"core/host/files", "core/host/front", "core/host/plan"}},
        {"core/host/prune", {"core/host/deliver", "core/host/flow", "core/host/front"}},
        {"core/host/vary", {"core/host/front"}},
        {"core/host/repeat", {"core/host/files", "core/host/flow", "core/host/front", "core/host/plan"}},
        {"core/report/values", {}},
        {"core/report/figure", {"core/report/values"}},
        {"core/report/document", {"core/report/values", "core/report/figure"}},
        {"core/report/write", {"core/report/values", "core/report/figure", "core/report/document"}},
        {"core/report/write/pdf",
         {"core/report/write", "core/report/values", "core/report/figure", "core/report/document"}},
        {"core/mapping/cost", {"core/mapping"}},
        {"core/mapping/front", {"core/mapping", "core/mapping/cost"}},
        {"core/mapping/edit", {"core/mapping", "core/mapping/cost"}},
        {"core/mapping/engines", {"core/mapping", "core/mapping/cost", "core/mapping/front"}},
        {"core/network/layout", {}},
        {"core/onnx/read", {"core/onnx"}},
        {"core/onnx/operators", {"core/onnx"}},
        {"core/onnx/passes", {"core/onnx", "core/onnx/operators"}},
        {"core/data/containers", {"core/data"}},
        {"core/data/images", {"core/data", "core/data/containers"}},
        {"core/data/formats", {"core/data", "core/data/containers", "core/data/images"}},
        {"core/learn", {}},
        {"core/learn/quantise", {"core/learn"}},
        {"core/learn/model", {"core/learn", "core/learn/quantise"}},
        {"core/learn/train", {"core/learn", "core/learn/model"}},
        {"core/learn/analyse", {"core/learn", "core/learn/quantise", "core/learn/model", "core/learn/train"}},
        {"widgets/base", {}},
        {"widgets/code", {"widgets/base"}},
        {"widgets/deliver", {"widgets/base"}},
        {"widgets/front", {"widgets/base"}},
        {"widgets/help", {"widgets/base"}},
        {"widgets/layers", {"widgets/base"}},
        {"widgets/network", {"widgets/base", "widgets/layers"}},
        {"widgets/editor", {"widgets/base", "widgets/layers"}},
        {"widgets/queue", {"widgets/base"}},
        {"widgets/replay", {"widgets/base", "widgets/layers"}},
        {"widgets/runs", {"widgets/base", "widgets/deliver", "widgets/front", "widgets/layers"}},
        {"widgets/setup", {"widgets/base"}},
        {"widgets/timeline", {"widgets/base", "widgets/layers"}},
        {"widgets/compare", {"widgets/base", "widgets/layers"}},
        {"app/explorer/base", {}},
        {"app/explorer/benchmark",
         {"app/explorer", "app/explorer/base", "app/explorer/shell", "app/explorer/project",
          "app/explorer/exploration"}},
        {"app/explorer/shell", {"app/explorer/base"}},
        {"app/explorer/help", {"app/explorer/base", "app/explorer/shell"}},
        {"app/explorer/project", {"app/explorer/base"}},
        {"app/explorer/network", {"app/explorer/base", "app/explorer/shell", "app/explorer/project"}},
        {"app/explorer/editor",
         {"app/explorer/base", "app/explorer/shell", "app/explorer/project", "app/explorer/steering"}},
        {"app/explorer/deliver", {"app/explorer/base", "app/explorer/project"}},
        {"app/explorer/exploration", {"app/explorer/base", "app/explorer/project"}},
        {"app/explorer/figures", {"app/explorer/base", "app/explorer/shell", "app/explorer/project"}},
        {"app/explorer/runs", {"app/explorer/base", "app/explorer/shell", "app/explorer/project"}},
        {"app/explorer/front",
         {"app/explorer/base", "app/explorer/shell", "app/explorer/project", "app/explorer/exploration"}},
        {"app/explorer/steering", {"app/explorer/base", "app/explorer/shell", "app/explorer/project"}},
        {"app/explorer/timeline", {"app/explorer/base", "app/explorer/project"}},
        {"app/explorer/replay",
         {"app/explorer/base", "app/explorer/shell", "app/explorer/project", "app/explorer/exploration"}},
        {"app/explorer/compare", {"app/explorer/base", "app/explorer/project"}},
        {"app/explorer/queue",
         {"app/explorer/base", "app/explorer/project", "app/explorer/exploration", "app/explorer/setup"}},
        {"app/explorer/measure",
         {"app/explorer/base", "app/explorer/shell", "app/explorer/project", "app/explorer/exploration",
          "app/explorer/setup", "app/explorer/steering", "app/explorer/editor"}},
        {"app/explorer/setup",
         {"app/explorer/base", "app/explorer/shell", "app/explorer/project", "app/explorer/exploration"}},
    };
    return edges;
}

/// How the paths begin of the modules that have no circles.
const std::set<std::string> &modulesWithoutCircles()
{
    static const std::set<std::string> modules = {"core/base/",     "core/workers/", "core/host/", "core/report/",
                                                  "core/platform/", "core/onnx/",    "widgets/",   "app/"};
    return modules;
}

std::string folderOf(const std::string &path) { return path.substr(0, path.rfind('/')); }

/// A header and the source of the same name are one: "core/base/error".
std::string unitOf(const std::string &path) { return path.substr(0, path.rfind('.')); }

/// What each unit includes of the project, by its name.
std::map<std::string, std::set<std::string>> includesByUnit(const Files &files)
{
    std::map<std::string, std::set<std::string>> units;
    for (const SourceFile &file : files)
        if (isCode(file) && !file.path.starts_with("tests/"))
            for (const Include &include : includesOf(file))
                if (unitOf(include.target) != unitOf(file.path))
                    units[unitOf(file.path)].insert(unitOf(include.target));
    return units;
}

} // namespace

Findings foldersPointDown(const Files &files)
{
    Findings findings;
    for (const SourceFile &file : files) {
        const auto allowed = folderEdges().find(folderOf(file.path));
        if (!isCode(file) || allowed == folderEdges().end())
            continue;
        for (const Include &include : includesOf(file)) {
            const std::string target = folderOf(include.target);
            if (moduleOf(include.target) == moduleOf(file.path) && target != allowed->first &&
                !allowed->second.contains(target))
                findings.push_back(file.path + " includes " + include.target + ", but " + allowed->first +
                                   " does not stand on " + target);
        }
    }
    return findings;
}

Findings filesFormNoCircle(const Files &files)
{
    const std::map<std::string, std::set<std::string>> units = includesByUnit(files);
    Findings findings;
    for (const auto &[unit, direct] : units) {
        if (std::ranges::none_of(modulesWithoutCircles(),
                                 [&](const std::string &module) { return unit.starts_with(module); }))
            continue;
        std::set<std::string> reached;
        std::vector<std::string> open(direct.begin(), direct.end());
        while (!open.empty()) {
            const std::string next = open.back();
            open.pop_back();
            if (const auto found = units.find(next); reached.insert(next).second && found != units.end())
                open.insert(open.end(), found->second.begin(), found->second.end());
        }
        if (reached.contains(unit))
            findings.push_back(unit + " includes itself by way of other files; move what they share below both");
    }
    return findings;
}

} // namespace odimo::arch
