// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/content_fields.h"

#include "core/base/error.h"

namespace odimo::protocol {

std::string digestFrom(JsonReader &reader)
{
    std::string digest = reader.text("sha256");
    if (digest.size() != 64 || digest.find_first_not_of("0123456789abcdef") != std::string::npos)
        throw Error(reader.path("sha256") + " is no SHA-256: it must have 64 hexadecimal digits");
    return digest;
}

std::int64_t sizeFrom(JsonReader &reader, const char *field)
{
    const std::int64_t bytes = reader.bigInteger(field);
    if (bytes < 0)
        throw Error(reader.path(field) + " is " + std::to_string(bytes) + "; it must be 0 or more");
    return bytes;
}

} // namespace odimo::protocol
