// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/arch/source_tree.h"

#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace odimo::arch {

/// A rule of docs/architecture.md or CONTRIBUTING.md. `check` returns one sentence for each violation.
struct Rule {
    const char *name;
    std::vector<std::string> (*check)(const std::vector<SourceFile> &files);
};
std::span<const Rule> rules();

/// The modules each module may include directly; what lies below those is allowed too.
const std::map<std::string, std::set<std::string>> &moduleEdges();

/// Every module that `module` may include: those below it, and itself.
std::set<std::string> reachableModules(const std::string &module);

} // namespace odimo::arch
