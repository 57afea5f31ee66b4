// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker_client.h"

#include <nlohmann/json.hpp>

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
        const ssize_t count = read(descriptor, buffer.data(), buffer.size());
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

std::vector<std::string> environmentFor(const protocol::Task &task)
{
    // Threads that wait spin for a while, which stalls everything on a machine that is busy with other work.
    std::vector<std::string> environment{"GOMP_SPINCOUNT=10000"};
    if (task.threads > 0)
        environment.push_back("OMP_NUM_THREADS=" + std::to_string(task.threads));
    return environment;
}

Process start(const std::vector<std::string> &command, const protocol::Task &task)
{
    try {
        return Process(command, environmentFor(task));
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

WorkerClient::WorkerClient(std::vector<std::string> command, protocol::Task task)
    : m_command(std::move(command)), m_task(std::move(task)), m_process(start(m_command, m_task))
{
}

std::vector<protocol::Event> WorkerClient::receive()
{
    std::vector<protocol::Event> events;
    std::string text = std::move(m_partialLine);
    const bool open = readAvailable(m_process.outputDescriptor(), text);
    readError();

    std::size_t begin = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos && !m_ending; end = text.find('\n', begin)) {
        take(text.substr(begin, end - begin), events);
        begin = end + 1;
    }
    m_partialLine = text.substr(begin);
    if (!open && !m_ending)
        processEnded();
    return events;
}

void WorkerClient::readError()
{
    m_errorOpen = readAvailable(m_process.errorDescriptor(), m_errorTail);
    if (m_errorTail.size() > lastWordsLength)
        m_errorTail.erase(0, m_errorTail.size() - lastWordsLength);
}

void WorkerClient::take(const std::string &line, std::vector<protocol::Event> &events)
{
    ++m_lines;
    try {
        const protocol::Event event =
            protocol::eventFromLine(line, m_task.platform, "worker line " + std::to_string(m_lines));
        if (m_greeted == std::holds_alternative<protocol::Hello>(event))
            throw Error("worker line " + std::to_string(m_lines) + ": a worker says hello once, and first");
        if (const auto *failed = std::get_if<protocol::Failed>(&event)) {
            m_announced = Ending{Ending::How::Failed, failed->kind, failed->message};
        } else if (const auto *finished = std::get_if<protocol::Finished>(&event)) {
            m_announced = Ending{finished->stopped ? Ending::How::Stopped : Ending::How::Finished, {}, {}};
        } else {
            events.push_back(event);
        }
        if (!m_greeted)
            begin();
    } catch (const Error &error) {
        m_process.terminate(0);
        fail(m_greeted ? "The worker of " + m_task.name + " broke the protocol: " + error.what()
                       : joined(m_command) + " is no worker for this program: " + error.what());
    }
}

void WorkerClient::begin()
{
    m_greeted = true;
    m_process.write(protocol::toJson(m_task).dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
    for (const protocol::Command &command : m_waiting)
        send(command);
}

void WorkerClient::processEnded()
{
    if (!m_process.waitFor(goodbye_ms))
        m_process.terminate(0);
    readError();
    if (m_announced)
        m_ending = m_announced;
    else if (m_greeted)
        fail("The worker of " + m_task.name + " ended by " + lastWords(m_process.wait()));
    else
        fail("The command \"" + joined(m_command) + "\" ended before a worker said hello, by " +
             lastWords(m_process.wait()) + "; check the executor and the worker");
}

std::string WorkerClient::lastWords(int exitCode) const
{
    const std::size_t end = m_errorTail.find_last_not_of(" \n\r\t");
    const std::string words = end == std::string::npos ? "" : m_errorTail.substr(0, end + 1);
    return exitInWords(exitCode) + (words.empty() ? ", without a word on stderr" : ", with the last words: " + words);
}

void WorkerClient::fail(const std::string &message)
{
    m_ending = m_greeted ? Ending{Ending::How::Failed, ErrorKind::RunFailed, message}
                         : Ending{Ending::How::NeverStarted, ErrorKind::BadInput, message};
}

void WorkerClient::send(const protocol::Command &command)
{
    if (m_greeted)
        m_process.write(protocol::toLine(command) + "\n");
    else
        m_waiting.push_back(command);
}

void WorkerClient::stop()
{
    if (m_greeted)
        send(protocol::Stop{});
    else
        kill();
}

void WorkerClient::kill()
{
    m_process.terminate(0);
    m_ending = Ending{Ending::How::Stopped, {}, {}};
}

} // namespace odimo::host
