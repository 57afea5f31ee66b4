// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/envelope.h"

#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::protocol {

std::string toLine(const Envelope &envelope)
{
    return "{\"task\":" + std::to_string(envelope.task) + ",\"line\":" + envelope.line + "}";
}

Envelope envelopeFromLine(std::string_view line)
{
    const Json json = parseJson(line, "envelope");
    JsonReader reader(json, "envelope");
    Envelope envelope;
    envelope.task = reader.integer("task", 0);
    envelope.line = reader.value("line").dump();
    reader.finish();
    return envelope;
}

} // namespace odimo::protocol
