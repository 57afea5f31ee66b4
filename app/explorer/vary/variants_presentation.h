// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/vary/varied_fronts.h"
#include "widgets/vary/variants_values.h"

namespace odimo::explorer {

/// What can be varied of a platform, without any values.
widgets::VariationFields variationFields(const platform::Platform &platform, mapping::Objective objective);

/// What is asked for. Throws Error naming the constant or the number that cannot be read.
host::Variation variationOf(const widgets::VariationFields &fields);

widgets::VariantsValues variantsValues(const host::VariedFronts &fronts);

} // namespace odimo::explorer
