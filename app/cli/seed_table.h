// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/terminal.h"
#include "core/host/front/front.h"
#include "core/host/front/seed_spread.h"

#include <string>
#include <vector>

namespace odimo::cli {

/// A heading and a table: each mapping that was found or trained with several seeds, with the mean, the least and the
/// most of its accuracy and cost. Empty without any.
std::string seedsText(const std::vector<host::SeedSpread> &spreads, const Terminal &terminal);

/// The document of a front; only of a project with several seeds it has the field "seeds".
Json frontDocument(const host::Front &front, const std::vector<host::SeedSpread> &spreads);

} // namespace odimo::cli
