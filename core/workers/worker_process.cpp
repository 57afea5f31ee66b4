// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_process.h"

#include "core/base/error.h"
#include "core/protocol/envelope.h"
#include "core/workers/worker_command.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include <poll.h>
#include <unistd.h>

namespace odimo::workers {

namespace {

constexpr std::size_t lastWordsLength = 2000;
/// Of one process at a time, so that one that never stops writing leaves time for the others.
constexpr std::size_t readAtOnce = std::size_t{1} << 20;
/// The longest are the penalties of an analysis: 22 bytes a channel and unit.
constexpr std::size_t longestLine = std::size_t{16} << 20;
/// Of all lines before the hello.
constexpr std::size_t mostSkippedBytes = std::size_t{64} << 10;
constexpr std::string_view helloBeginning = R"({"event":"hello")";

/// Appends what is there to read, not much more than readAtOnce; false at the end of the stream.
bool readAvailable(int descriptor, std::string &text)
{
    std::array<char, 65536> buffer{};
    const std::size_t before = text.size();
    while (text.size() - before < readAtOnce) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0)
            return false;
        else if (errno != EINTR)
            return errno == EAGAIN;
    }
    return true;
}

std::vector<std::string> environmentFor(int threads)
{
    // Threads that wait spin for a while, which stalls everything on a machine that is busy with other work.
    std::vector<std::string> environment{"GOMP_SPINCOUNT=10000"};
    if (threads > 0)
        environment.push_back("OMP_NUM_THREADS=" + std::to_string(threads));
    return environment;
}

Process started(std::vector<std::string> command, bool isShared, int threads)
{
    if (isShared)
        command.emplace_back(protocol::severalOption);
    try {
        return Process(command, environmentFor(threads));
    } catch (const Error &error) {
        throw Error(std::string(error.what()) + "; check the executor and the worker in: " + textOf(command),
                    error.kind());
    }
}

} // namespace

std::string exitInWords(int exitCode)
{
    if (exitCode == Process::unknownExit)
        return "an exit code that another part of this program has taken";
    const int signal = exitCode - 128;
    if (signal <= 0 || signal >= NSIG)
        return "exit code " + std::to_string(exitCode);
    std::string name = strsignal(signal);
    name.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
    const std::string hint = signal == SIGKILL ? "; perhaps the memory ran out" : "";
    return "signal " + std::to_string(signal) + " (" + name + hint + ")";
}

WorkerProcess::WorkerProcess(const std::vector<std::string> &command, bool isShared, int threads,
                             const Timeouts &timeouts)
    : m_command(textOf(command)), m_isShared(isShared), m_timeouts(timeouts),
      m_process(started(command, isShared, threads))
{
}

void WorkerProcess::watch(std::vector<pollfd> &descriptors) const
{
    const auto add = [&](int descriptor, short events) {
        if (descriptor >= 0)
            descriptors.push_back({descriptor, events, 0});
    };
    if (m_outputOpen)
        add(m_process.outputDescriptor(), POLLIN);
    if (m_errorOpen)
        add(m_process.errorDescriptor(), POLLIN);
    add(m_process.inputDescriptor(), POLLOUT);
    add(m_process.endDescriptor(), POLLIN);
}

int WorkerProcess::open()
{
    const int task = m_opened++;
    std::deque<std::string> &lines = m_arrived[task];
    if (m_hello)
        lines.push_back(*m_hello);
    return task;
}

void WorkerProcess::serve()
{
    m_process.flush();
    if (m_outputOpen)
        readOutput();
    if (m_errorOpen)
        readError();
    pursueTheEnd();
}

void WorkerProcess::readOutput()
{
    std::string text = std::move(m_partialLine);
    const std::size_t known = text.size(); // Holds no end of a line.
    m_outputOpen = readAvailable(m_process.outputDescriptor(), text);
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n', known); end != std::string::npos; end = text.find('\n', begin)) {
        take(text.substr(begin, end - begin));
        begin = end + 1;
    }
    text.erase(0, begin);
    if (text.size() > longestLine) {
        text.clear();
        terminate("it wrote a line of more than " + std::to_string(longestLine >> 20) + " MiB");
    }
    m_partialLine = std::move(text);
}

void WorkerProcess::take(const std::string &line)
{
    if (m_stage > Stage::Exiting)
        return; // Nobody reads what a worker says that is being ended.
    if (!m_hello) {
        greet(line);
        return;
    }
    if (m_isShared) {
        try {
            const protocol::Envelope envelope = protocol::envelopeFromLine(line);
            if (const auto lines = m_arrived.find(envelope.task); lines != m_arrived.end())
                lines->second.push_back(envelope.line);
            return;
        } catch (const Error &) { // Nobody's: all find the fault in it.
        }
    }
    for (auto &[task, lines] : m_arrived)
        lines.push_back(line);
}

/// A shell or a login may have something to say before the worker does, even in its line.
void WorkerProcess::greet(const std::string &line)
{
    const std::size_t hello = line.find(helloBeginning);
    if (hello == std::string::npos && !line.starts_with('{')) {
        skip(line);
        return;
    }
    const std::size_t beginning = hello == std::string::npos ? 0 : hello;
    if (beginning > 0)
        skip(line.substr(0, beginning));
    m_hello = line.substr(beginning);
    for (auto &[task, lines] : m_arrived)
        lines.push_back(*m_hello);
}

void WorkerProcess::skip(const std::string &line)
{
    m_skippedBytes += line.size() + 1;
    if (m_skippedBytes > mostSkippedBytes)
        terminate("it wrote more than " + std::to_string(mostSkippedBytes >> 10) +
                  " KiB that are not of the protocol before a worker said hello");
    else
        m_skipped.push_back(line);
}

std::optional<std::string> WorkerProcess::nextLine(int task)
{
    std::deque<std::string> &lines = m_arrived.at(task);
    if (lines.empty())
        return std::nullopt;
    std::string line = std::move(lines.front());
    lines.pop_front();
    return line;
}

std::vector<std::string> WorkerProcess::takeSkipped() { return std::exchange(m_skipped, {}); }

void WorkerProcess::write(int task, const std::string &line)
{
    m_process.write((m_isShared ? protocol::toLine(protocol::Envelope{task, line}) : line) + "\n");
}

void WorkerProcess::readError()
{
    m_errorOpen = readAvailable(m_process.errorDescriptor(), m_errorTail);
    if (m_errorTail.size() > lastWordsLength)
        m_errorTail.erase(0, m_errorTail.size() - lastWordsLength);
}

void WorkerProcess::enter(Stage stage, std::chrono::milliseconds limit)
{
    m_stage = stage;
    m_limit = std::chrono::steady_clock::now() + limit;
}

void WorkerProcess::requestExit()
{
    m_process.closeInput();
    if (m_stage == Stage::Working)
        enter(Stage::Exiting, m_timeouts.exit);
}

void WorkerProcess::terminate(const std::string &why)
{
    if (m_why.empty())
        m_why = why;
    if (m_stage >= Stage::Terminated)
        return;
    m_process.terminate(); // Before its input ends, which would let it end by itself.
    m_process.closeInput();
    enter(Stage::Terminated, m_timeouts.termination);
}

void WorkerProcess::pursueTheEnd()
{
    const bool hasExited = m_process.poll().has_value();
    if (hasExited && m_errorOpen)
        readError(); // What it said between the last look and its end.
    if (m_stage == Stage::Working && (hasExited || !m_outputOpen))
        requestExit(); // One of its children may hold the output, or it goes on without it.
    if (m_stage == Stage::Working || isGone() || std::chrono::steady_clock::now() < m_limit)
        return;
    switch (m_stage) {
    case Stage::Working:
    case Stage::Exiting:
        terminate();
        break;
    case Stage::Terminated:
        m_process.kill();
        m_outputOpen = m_errorOpen = false;
        enter(Stage::Killed, m_timeouts.termination);
        break;
    case Stage::Killed: // It hangs in the kernel.
    case Stage::Abandoned:
        m_stage = Stage::Abandoned;
        break;
    }
}

bool WorkerProcess::isGone() const { return m_stage == Stage::Abandoned || (m_process.exitCode() && !m_outputOpen); }

std::string WorkerProcess::lastWords() const
{
    const std::size_t end = m_errorTail.find_last_not_of(" \n\r\t");
    return end == std::string::npos ? "" : m_errorTail.substr(0, end + 1);
}

std::string WorkerProcess::howItEnded() const
{
    const std::string words = lastWords();
    const std::string spoken = words.empty() ? ", without a word on stderr" : ", with the last words: " + words;
    return m_why.empty() ? "ended by " + exitInWords(m_process.exitCode().value_or(Process::unknownExit)) + spoken
                         : "was ended: " + m_why;
}

} // namespace odimo::workers
