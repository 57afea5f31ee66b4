// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/number_text.h"

#include <cstdlib>

namespace odimo {

/// The number in a variable of the environment, by which a test has a long form; `usual` if it is not set.
inline int askedNumber(const char *variable, int usual)
{
    const char *text = std::getenv(variable);
    return text ? numberFrom<int>(text).value_or(usual) : usual;
}

} // namespace odimo
