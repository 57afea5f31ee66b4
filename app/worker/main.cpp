// SPDX-License-Identifier: Apache-2.0
// odimo-worker: one task as a line of JSON on stdin, events as lines on stdout, commands on the further lines of stdin
// (docs/worker-protocol.md).
#include "app/worker/stream_session.h"
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/base/version.h"
#include "core/search/run_task.h"

#include <nlohmann/json.hpp>

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

namespace {

constexpr const char *usage = "odimo-worker trains for odimo and odimo-explorer, which start it.\n"
                              "It reads a task (one line of JSON) and commands from stdin and writes events to stdout; "
                              "see docs/worker-protocol.md.\n"
                              "  --version   print the version and the protocol's version\n";

void say(const odimo::protocol::Event &event, const odimo::platform::Platform &platform)
{
    std::cout << odimo::protocol::toLine(event, platform) << std::endl;
}

/// Does the task of `line`; the exit code.
int work(const std::string &line)
{
    odimo::platform::Platform platform;
    try {
        const odimo::protocol::Task task = odimo::protocol::taskFromJson(odimo::parseJson(line, "task"), "task");
        platform = task.platform;
        // Never destroyed: its reader thread may wait on stdin until the process ends.
        auto &session = *new odimo::worker::StreamSession(std::cin, std::cout, platform);
        odimo::search::runTask(task, session);
        return 0;
    } catch (const odimo::Error &error) {
        say(odimo::protocol::Failed{error.kind(), error.what()}, platform);
        return odimo::exitCode(error.kind());
    } catch (const std::exception &exception) {
        say(odimo::protocol::Failed{odimo::ErrorKind::RunFailed, exception.what()}, platform);
        return odimo::exitCode(odimo::ErrorKind::RunFailed);
    }
}

} // namespace

int main(int count, char **arguments)
{
    if (count > 1) {
        if (std::string_view(arguments[1]) == "--version") {
            std::cout << "odimo-worker " << odimo::version() << ", protocol " << odimo::protocol::protocolVersion
                      << '\n';
            return 0;
        }
        std::cout << usage;
        return std::string_view(arguments[1]) == "--help" ? 0 : 1;
    }
    odimo::search::useAllCores();
    say(odimo::search::hello(), {});
    std::string line;
    if (!std::getline(std::cin, line)) {
        std::cerr << usage;
        return 1;
    }
    const int code = work(line);
    std::cout.flush();
    std::_Exit(code); // the thread that reads stdin may still wait there
}
