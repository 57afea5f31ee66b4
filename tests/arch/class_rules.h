// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/arch/source_tree.h"

#include <string>
#include <vector>

namespace odimo::arch {

/// The members of a class of the front ends and the widgets are defined in one file: a class that needs two has two
/// subjects.
std::vector<std::string> classesHaveOneFile(const std::vector<SourceFile> &files);

} // namespace odimo::arch
