// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/data_table.h"
#include "core/host/vary/varied_fronts.h"

namespace odimo::host {

/// The document of `odimo vary --json`: the fronts of all variants, the common front, and where which variant is the
/// best.
Json toJson(const VariedFronts &fronts);

/// A row for each point of each front, with the constants of its variant.
DataTable variedTable(const VariedFronts &fronts);

} // namespace odimo::host
