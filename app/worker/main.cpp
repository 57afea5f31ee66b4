// SPDX-License-Identifier: Apache-2.0
// odimo-worker: tasks as lines of JSON on stdin, events as lines on stdout, commands on further lines of stdin
// (docs/worker-protocol.md).
#include "app/worker/tasks.h"
#include "core/base/version.h"
#include "core/protocol/envelope.h"
#include "core/protocol/event.h"
#include "core/tasks/run_task.h"

#include <odimo_commit.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

constexpr const char *usage = "odimo-worker trains for odimo and odimo-explorer, which start it.\n"
                              "It reads a task (one line of JSON) and commands from stdin and writes events to stdout; "
                              "see docs/worker-protocol.md.\n"
                              "  --several   do several tasks at a time, in numbered lines\n"
                              "  --version   print the version and the protocol's version\n"
                              "  --help      print this\n";

} // namespace

int main(int count, char **arguments)
{
    odimo::setCommit(ODIMO_COMMIT);
    const std::string_view option = count > 1 ? arguments[1] : "";
    if (option == "--version") {
        std::cout << "odimo-worker " << odimo::fullVersion() << ", protocol " << odimo::protocol::protocolVersion
                  << '\n';
        return 0;
    }
    const bool isSeveral = option == odimo::protocol::severalOption;
    if (count > 1 && !isSeveral) {
        std::cout << usage;
        return option == "--help" ? 0 : 1;
    }
    odimo::tasks::useAllCores();
    std::cout << odimo::protocol::toLine(odimo::tasks::hello(), {}) << std::endl;
    if (std::cin.peek() == std::char_traits<char>::eof()) {
        std::cerr << usage;
        return 1;
    }
    const int code =
        isSeveral ? odimo::worker::doSeveralTasks(std::cin, std::cout) : odimo::worker::doOneTask(std::cin, std::cout);
    std::cout.flush();
    std::_Exit(code); // the thread that reads stdin may still wait there
}
