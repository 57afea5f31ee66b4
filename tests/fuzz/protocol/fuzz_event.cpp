// SPDX-License-Identifier: Apache-2.0
// A line of a worker, any text: an event that is written and read alike, or an odimo::Error.
#include "core/base/error.h"
#include "core/network/zoo.h"
#include "core/platform/platform_files.h"
#include "core/protocol/event_check.h"

#include <cstdlib>

using namespace odimo;
using namespace odimo::protocol;

namespace {

const Task &task()
{
    static const Task task{.kind = TaskKind::Search,
                           .name = "run 3",
                           .network = network::zooNetwork("resnet8:width=4,input=1x16x16,classes=10"),
                           .data = "synthetic",
                           .platform = platform::loadPlatform("diana")};
    return task;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const Event event = eventFromLine({reinterpret_cast<const char *>(data), size}, task().platform, "fuzz");
        const std::string line = toLine(event, task().platform);
        if (line.find('\n') != std::string::npos ||
            toLine(eventFromLine(line, task().platform, "written"), task().platform) != line)
            std::abort();
        checkEvent(event, task());
    } catch (const Error &) {
        // What ends a worker, with its name.
    }
    return 0;
}
