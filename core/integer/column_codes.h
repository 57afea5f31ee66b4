// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/prepared_layer.h"

namespace odimo::integer {

/// codes[i] += converted(sums[i]) (converter.h)
void addConverted(const std::int32_t *sums, std::size_t count, const Converter &converter, std::int32_t *codes);

/// The codes of the channels of one pixel from their sums, [columns], many at a time (rules.h).
void requantise(const LayerPart &part, const CodeRange &range, const std::int32_t *sums, std::int16_t *codes);

} // namespace odimo::integer
