// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_reader.h"
#include "core/platform/platform.h"

#include <memory>
#include <string>
#include <vector>

namespace odimo::platform {

/// Reads the constants of a cost model from its JSON object, for a unit with this format, and leaves unknown fields to
/// the caller's finish(). Throws Error with the path of the field.
using CostModelFactory = std::shared_ptr<const CostModel>(JsonReader &constants, const NumericFormat &format);

struct CostModelEntry {
    std::string name;
    int leastWeightBits; ///< Of the weights that the modelled hardware can hold.
    int mostWeightBits;
    CostModelFactory *make;
};

/// Every cost model a platform file can name.
const std::vector<CostModelEntry> &costModels();

/// Throws Error that names the field `where` and lists the names.
const CostModelEntry &costModelNamed(const std::string &name, const std::string &where);

} // namespace odimo::platform
