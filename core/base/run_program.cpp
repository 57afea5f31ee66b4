// SPDX-License-Identifier: Apache-2.0
#include "core/base/run_program.h"

#include "core/base/process.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <string_view>

#include <poll.h>
#include <unistd.h>

namespace odimo {

namespace {

/// Takes what a descriptor has; false at its end.
bool drain(int descriptor, std::string &text)
{
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count <= 0)
        return count < 0; // No more for the moment.
    text.append(buffer.data(), std::min(static_cast<std::size_t>(count), mostStreamBytes - text.size()));
    return true;
}

} // namespace

EndedProgram runProgram(const std::vector<std::string> &command, int limit_s, const std::stop_token &stop)
{
    using Clock = std::chrono::steady_clock;
    Process process(command);
    process.closeInput();
    EndedProgram ended;
    std::array streams = {pollfd{process.outputDescriptor(), POLLIN, 0}, pollfd{process.errorDescriptor(), POLLIN, 0}};
    const std::array texts = {&ended.output, &ended.errors};
    const auto limit = Clock::now() + std::chrono::seconds(limit_s);
    while (std::ranges::any_of(streams, [](const pollfd &stream) { return stream.fd >= 0; })) {
        const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(limit - Clock::now()).count();
        if (left_ms <= 0) {
            ended.isTooLong = true;
            process.kill();
            break;
        }
        if (stop.stop_requested()) {
            ended.isStopped = true;
            process.kill();
            break;
        }
        constexpr auto untilStopIsSeen_ms = std::chrono::milliseconds::rep(100);
        ::poll(streams.data(), streams.size(),
               static_cast<int>(stop.stop_possible() ? std::min(left_ms, untilStopIsSeen_ms) : left_ms));
        for (std::size_t i = 0; i < streams.size(); ++i)
            if (streams[i].fd >= 0 && streams[i].revents != 0 && !drain(streams[i].fd, *texts[i]))
                streams[i].fd = -1;
    }
    constexpr int afterItsStreams_ms = 10'000;
    ended.exitCode = process.waitFor(afterItsStreams_ms).value_or(Process::unknownExit);
    return ended;
}

std::optional<std::string> findProgram(const std::string &name)
{
    const char *path = std::getenv("PATH");
    std::string_view folders = path ? path : "/usr/bin:/bin";
    while (true) {
        const std::size_t end = folders.find(':');
        const std::string candidate = std::string(folders.substr(0, end)) + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        if (end == std::string_view::npos)
            return std::nullopt;
        folders.remove_prefix(end + 1);
    }
}

} // namespace odimo
