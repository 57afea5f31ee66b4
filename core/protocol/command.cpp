// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/base/overloaded.h"
#include "core/protocol/content_fields.h"
#include "core/protocol/event.h"

#include <nlohmann/json.hpp>

namespace odimo::protocol {

std::string toLine(const Command &command)
{
    const Json json = std::visit(Overloaded{
                                     [](const Pause &) {
                                         return Json{{"command", "pause"}};
                                     },
                                     [](const Resume &) {
                                         return Json{{"command", "resume"}};
                                     },
                                     [](const Stop &) {
                                         return Json{{"command", "stop"}};
                                     },
                                     [](const SetStrength &set) {
                                         return Json{{"command", "strength"}, {"value", set.strength}};
                                     },
                                     [](const ContentPart &part) {
                                         return Json{{"command", "content"},
                                                     {"sha256", part.sha256},
                                                     {"offset", part.offset},
                                                     {"base64", part.base64}};
                                     },
                                 },
                                 command);
    return json.dump();
}

Command commandFromLine(std::string_view line)
{
    const Json json = parseJson(line, "command");
    JsonReader reader(json, "command");
    const std::string name = reader.text("command");
    Command command;
    if (name == "pause")
        command = Pause{};
    else if (name == "resume")
        command = Resume{};
    else if (name == "stop")
        command = Stop{};
    else if (name == "strength")
        command = SetStrength{reader.number("value")};
    else if (name == "content")
        command = ContentPart{
            .sha256 = digestFrom(reader), .offset = sizeFrom(reader, "offset"), .base64 = reader.text("base64")};
    else
        throw Error("\"" + name + "\" is no command; there are pause, resume, stop, strength, content");
    reader.finish();
    if (const auto *set = std::get_if<SetStrength>(&command); set && set->strength < 0)
        throw Error("the strength " + Json(set->strength).dump() + " cannot be used; it must be 0 or more");
    return command;
}

} // namespace odimo::protocol
