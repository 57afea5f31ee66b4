// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/base/json_reader.h"

namespace odimo::platform {

/// A number above 0. Throws Error with the path of the field.
inline double positive(JsonReader &reader, const char *field)
{
    const double value = reader.number(field);
    if (value <= 0)
        throw Error(reader.path(field) + " must be above 0");
    return value;
}

} // namespace odimo::platform
