// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/terminal.h"
#include "core/host/vary/varied_fronts.h"
#include "core/platform/constants.h"

#include <span>
#include <string>

namespace odimo::cli {

/// The variants with what they can do, and where which is the best; `rows` of each table at most, 0 for all.
std::string variedText(const host::VariedFronts &fronts, const project::Setup &setup, int rows,
                       const Terminal &terminal);

/// What of the platform can be varied.
std::string constantsTable(const platform::Platform &platform);

} // namespace odimo::cli
