// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_reader.h"

#include <cstdint>
#include <string>

namespace odimo::protocol {

/// The field "sha256"; throws Error unless it is 64 lower-case hexadecimal digits, so that it can name a file.
std::string digestFrom(JsonReader &reader);
/// A field that counts bytes; throws Error below 0.
std::int64_t sizeFrom(JsonReader &reader, const char *field);

} // namespace odimo::protocol
