// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interruption.h"

#include "core/base/error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace odimo::cli {

namespace {

constexpr char interrupted = 'i';
constexpr char finished = 'f';

// A signal handler may touch little more than lock-free atomics and write(): it sends a byte to the watcher.
std::atomic<int> pipeOut = -1;
std::atomic<int> signals = 0;

void send(char message)
{
    const int savedErrno = errno;
    [[maybe_unused]] const ssize_t written = write(pipeOut, &message, 1);
    errno = savedErrno;
}

extern "C" void onSignal(int)
{
    if (signals++ > 0)
        _exit(exitCode(ErrorKind::Cancelled));
    send(interrupted);
}

void handleSignals(void (*handler)(int))
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void watch(int pipeIn, const std::function<void()> &stop)
{
    char message = finished;
    ssize_t count = 0;
    while ((count = read(pipeIn, &message, 1)) == 1 || (count < 0 && errno == EINTR)) {
        if (count == 1 && message == finished)
            break;
        if (count == 1)
            stop();
    }
    close(pipeIn);
}

} // namespace

Interruption::Interruption(std::function<void()> stop)
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        throw Error(std::string("No pipe for signals: ") + std::strerror(errno), ErrorKind::InputOutput);
    pipeOut = ends[1];
    signals = 0;
    m_watcher = std::jthread([pipeIn = ends[0], stop = std::move(stop)] { watch(pipeIn, stop); });
    handleSignals(onSignal);
}

Interruption::~Interruption()
{
    handleSignals(SIG_DFL);
    send(finished);
    m_watcher.join();
    close(pipeOut.exchange(-1));
}

} // namespace odimo::cli
