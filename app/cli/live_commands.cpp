// SPDX-License-Identifier: Apache-2.0
#include "app/cli/live_commands.h"

#include "app/cli/remedy_words.h"
#include "core/base/error.h"
#include "core/base/number_text.h"

#include <array>
#include <sstream>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace odimo::cli {

namespace {

/// Hands on the lines of stdin until it ends or `wake` becomes readable.
void readLines(int wake, const std::function<void(const std::string &)> &take)
{
    std::string pending;
    std::array<char, 4096> buffer{};
    while (true) {
        std::array<pollfd, 2> sources{{{STDIN_FILENO, POLLIN, 0}, {wake, POLLIN, 0}}};
        if (poll(sources.data(), sources.size(), -1) < 0)
            continue; // Interrupted by a signal.
        if (sources[1].revents != 0)
            return;
        const ssize_t count = read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count <= 0)
            return;
        pending.append(buffer.data(), static_cast<std::size_t>(count));
        for (std::size_t end = pending.find('\n'); end != std::string::npos; end = pending.find('\n')) {
            take(pending.substr(0, end));
            pending.erase(0, end + 1);
        }
    }
}

template <typename Number>
bool readNumber(std::istream &words, Number &number)
{
    std::string word;
    words >> word;
    const std::optional<Number> read = numberFrom<Number>(word);
    number = read.value_or(0);
    return read.has_value();
}

} // namespace

void execute(const std::string &line, host::Exploration &exploration)
{
    std::istringstream words(line);
    std::string command;
    if (!(words >> command))
        return;
    std::int64_t run = 0;
    double strength = 0;
    const auto isAtEnd = [&words] {
        return (words >> std::ws).eof();
    };
    if (command == "pause" && isAtEnd())
        return exploration.pause();
    if (command == "resume" && isAtEnd())
        return exploration.resume();
    if (command == "stop" && isAtEnd())
        return exploration.stop();
    if (command == "strength" && readNumber(words, run) && readNumber(words, strength) && isAtEnd())
        return exploration.setStrength(run, strength);
    if (command == "cancel" && readNumber(words, run) && isAtEnd())
        return void(exploration.request(host::CancelRun{run}));
    if (command == "retry" && readNumber(words, run) && isAtEnd())
        return void(exploration.request(host::RetryRun{run}));
    if (command == "order") {
        host::OrderRuns order;
        while (!isAtEnd() && readNumber(words, run))
            order.runs.push_back(run);
        if (isAtEnd() && !order.runs.empty())
            return void(exploration.request(order));
    }
    throw Error("\"" + line +
                "\" is no command; there are pause, resume, stop, strength RUN VALUE, cancel RUN, retry RUN and order "
                "RUN RUN..., for example strength 3 0.5");
}

LiveCommands::LiveCommands(std::function<void(const std::string &)> take,
                           std::function<void(const std::string &)> complain)
    : m_wake(eventfd(0, EFD_CLOEXEC))
{
    m_reader = std::jthread([wake = m_wake, take = std::move(take), complain = std::move(complain)] {
        readLines(wake, [&](const std::string &line) {
            try {
                take(line);
            } catch (const std::exception &failure) { // Of a library too: it would end the program and the exploration.
                complain(errorFrom(failure).text(remedyWords));
            }
        });
    });
}

LiveCommands::~LiveCommands()
{
    eventfd_write(m_wake, 1);
    m_reader.join();
    close(m_wake);
}

} // namespace odimo::cli
