// SPDX-License-Identifier: Apache-2.0
// A line that a worker reads, any text: a task, a command or one of them in its envelope, each written and read alike,
// or an odimo::Error.
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/protocol/envelope.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <nlohmann/json.hpp>

#include <cstdlib>

using namespace odimo;
using namespace odimo::protocol;

namespace {

void readTask(std::string_view line)
{
    const Json written = toJson(taskFromJson(parseJson(line, "fuzz"), "fuzz"));
    if (toJson(taskFromJson(written, "written")) != written)
        std::abort();
}

void readCommand(std::string_view line)
{
    const std::string written = toLine(commandFromLine(line));
    if (toLine(commandFromLine(written)) != written)
        std::abort();
}

void readEnvelope(std::string_view line) { readCommand(envelopeFromLine(line).line); }

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    for (const auto read : {readTask, readCommand, readEnvelope})
        try {
            read({reinterpret_cast<const char *>(data), size});
        } catch (const Error &) {
            // What a bad line should give.
        }
    return 0;
}
