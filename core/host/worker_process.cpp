// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker_process.h"

#include "core/base/error.h"
#include "core/protocol/envelope.h"

#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <unistd.h>

namespace odimo::host {

namespace {

constexpr std::size_t lastWordsLength = 2000;
constexpr int goodbye_ms = 5000;

/// Appends what is there to read; false at the end of the stream.
bool readAvailable(int descriptor, std::string &text)
{
    std::array<char, 65536> buffer{};
    while (true) {
        const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
        if (count > 0)
            text.append(buffer.data(), static_cast<std::size_t>(count));
        else if (count == 0)
            return false;
        else if (errno != EINTR)
            return errno == EAGAIN;
    }
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
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
        throw Error(std::string(error.what()) + "; check the executor and the worker in: " + joined(command),
                    error.kind());
    }
}

} // namespace

std::string exitInWords(int exitCode)
{
    const int signal = exitCode - 128;
    if (signal <= 0 || signal >= NSIG)
        return "exit code " + std::to_string(exitCode);
    std::string name = strsignal(signal);
    name.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(name.front())));
    const std::string hint = signal == SIGKILL ? "; perhaps the memory ran out" : "";
    return "signal " + std::to_string(signal) + " (" + name + hint + ")";
}

WorkerProcess::WorkerProcess(const std::vector<std::string> &command, bool isShared, int threads)
    : m_command(joined(command)), m_isShared(isShared), m_process(started(command, isShared, threads))
{
}

WorkerProcess::~WorkerProcess()
{
    m_process.closeInput();
    m_process.waitFor(goodbye_ms);
}

int WorkerProcess::open()
{
    const int task = m_opened++;
    std::deque<std::string> &lines = m_arrived[task];
    if (m_hello)
        lines.push_back(*m_hello);
    return task;
}

void WorkerProcess::read()
{
    std::string text = std::move(m_partialLine);
    m_outputOpen = readAvailable(m_process.outputDescriptor(), text);
    readError();
    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
        take(text.substr(begin, end - begin));
        begin = end + 1;
    }
    m_partialLine = text.substr(begin);
}

void WorkerProcess::take(const std::string &line)
{
    if (m_hello && m_isShared) {
        try {
            const protocol::Envelope envelope = protocol::envelopeFromLine(line);
            if (const auto lines = m_arrived.find(envelope.task); lines != m_arrived.end())
                lines->second.push_back(envelope.line);
            return;
        } catch (const Error &) { // Nobody's: all find the fault in it.
        }
    }
    if (!m_hello)
        m_hello = line;
    for (auto &[task, lines] : m_arrived)
        lines.push_back(line);
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

std::string WorkerProcess::lastWords()
{
    if (!m_process.waitFor(goodbye_ms))
        m_process.terminate(0);
    readError();
    const std::size_t end = m_errorTail.find_last_not_of(" \n\r\t");
    const std::string words = end == std::string::npos ? "" : m_errorTail.substr(0, end + 1);
    return exitInWords(m_process.wait()) +
           (words.empty() ? ", without a word on stderr" : ", with the last words: " + words);
}

void WorkerProcess::terminate() { m_process.terminate(0); }

} // namespace odimo::host
