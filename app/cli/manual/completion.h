// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/manual/description.h"

#include <string>

namespace odimo::cli {

/// A script for bash that completes commands, options, the words that options choose from, project files and folders.
/// It needs nothing but bash 4.
std::string bashCompletion(const CommandDescription &program);

} // namespace odimo::cli
