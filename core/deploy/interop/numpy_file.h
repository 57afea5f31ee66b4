// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

#include <string>

namespace odimo::deploy {

/// The codes as a file of numpy (.npy, version 1.0) of 32-bit floats, [1, C, H, W].
std::string numpyFloats(const integer::CodeTensor &tensor);

/// The codes as a file of numpy of signed bytes, [1, codes].
std::string numpyBytes(const integer::CodeTensor &tensor);

} // namespace odimo::deploy
