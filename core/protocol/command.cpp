// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/protocol/event.h"

#include <nlohmann/json.hpp>

#include <array>

namespace odimo::protocol {

namespace {

const char *nameOf(Command command)
{
    switch (command) {
    case Command::Pause:
        return "pause";
    case Command::Resume:
        return "resume";
    case Command::Stop:
        return "stop";
    }
    return "";
}

} // namespace

std::string toLine(Command command) { return Json{{"command", nameOf(command)}}.dump(); }

Command commandFromLine(std::string_view line)
{
    const Json json = parseJson(line, "command");
    JsonReader reader(json, "command");
    const std::string name = reader.text("command");
    reader.finish();
    for (const Command command : std::array{Command::Pause, Command::Resume, Command::Stop})
        if (name == nameOf(command))
            return command;
    throw Error("\"" + name + "\" is no command; there are pause, resume, stop");
}

} // namespace odimo::protocol
