// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/quantisation.h"

namespace odimo::integer {

/// The integer codes of an activation tensor: value = code * 2^exponent, least <= code <= most.
struct CodeRange {
    int exponent = 0;
    int least = 0;
    int most = 127;

    /// The value of one code.
    double step() const;
    bool operator==(const CodeRange &) const = default;
};

/// [0, 2^bits - 1], or [-2^bits, 2^bits - 1] if signed.
CodeRange codeRange(const mapping::ActivationScale &scale);

} // namespace odimo::integer
