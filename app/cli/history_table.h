// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/history.h"

#include <string>
#include <vector>

namespace odimo::cli {

/// How a search moved channels: a row an epoch.
std::string searchText(const std::vector<host::SearchStep> &steps, const mapping::CostTable &table);

/// How the front grew: a row a measured run.
std::string growthText(const std::vector<host::GrowthStep> &steps);

} // namespace odimo::cli
