// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_client.h"

#include "core/protocol/event_check.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <regex>

namespace odimo::workers {

namespace {

/// A name that leads nowhere else.
bool isPlainName(const std::string &name)
{
    static const std::regex plain(R"([A-Za-z0-9][A-Za-z0-9._-]{0,99})");
    return std::regex_match(name, plain);
}

} // namespace

WorkerClient::WorkerClient(std::shared_ptr<WorkerProcess> process, protocol::Task task, const transfer::Outbox &outbox)
    : m_process(std::move(process)), m_number(m_process->open()), m_task(std::move(task)), m_outbox(outbox)
{
}

WorkerClient::~WorkerClient()
{
    if (!m_ending)
        m_process->terminate(); // Nobody waits for the rest of its work.
    m_process->close(m_number);
}

std::vector<protocol::Event> WorkerClient::receive()
{
    std::vector<protocol::Event> events;
    while (!m_ending && m_fault.empty()) {
        const std::optional<std::string> line = m_process->nextLine(m_number);
        if (!line)
            break;
        take(*line, events);
    }
    if (!m_ending && m_process->isGone())
        processEnded();
    return events;
}

void WorkerClient::take(const std::string &line, std::vector<protocol::Event> &events)
{
    ++m_lines;
    try {
        const protocol::Event event =
            protocol::eventFromLine(line, m_task.platform, "worker line " + std::to_string(m_lines));
        if (m_greeted == std::holds_alternative<protocol::Hello>(event))
            throw Error("worker line " + std::to_string(m_lines) + ": a worker says hello once, and first");
        protocol::checkEvent(event, m_task);
        obtain(event, events);
        if (!m_greeted)
            begin();
    } catch (const Error &error) {
        m_fault = m_greeted ? "The worker of " + m_task.name + " broke the protocol: " + error.what()
                            : m_process->command() + " is no worker for this program: " + error.what();
        m_process->terminate("it shared a process with another task. " + m_fault);
    }
}

void WorkerClient::obtain(const protocol::Event &event, std::vector<protocol::Event> &events)
{
    if (const auto *failed = std::get_if<protocol::Failed>(&event)) {
        m_ending = Ending{Ending::How::Failed, failed->kind, failed->message, false, failed->remedy};
    } else if (const auto *finished = std::get_if<protocol::Finished>(&event)) {
        m_ending = Ending{finished->stopped ? Ending::How::Stopped : Ending::How::Finished, {}, {}};
    } else if (const auto *wanted = std::get_if<protocol::ContentWanted>(&event)) {
        send(m_outbox.part(*wanted));
    } else if (const auto *part = std::get_if<protocol::FilePart>(&event)) {
        receive(*part);
    } else if (!std::holds_alternative<protocol::Alive>(event)) {
        if (std::holds_alternative<protocol::Paused>(event))
            m_isPaused = true;
        if (std::holds_alternative<protocol::Resumed>(event))
            m_isPaused = false;
        events.push_back(event);
    }
}

/// The event that names the file comes when it is whole.
void WorkerClient::receive(const protocol::FilePart &part)
{
    if (!m_task.contents || m_task.folder.empty() || !isPlainName(part.name))
        throw Error("it sends a file " + part.name + " that was not asked for");
    const std::filesystem::path goal = std::filesystem::path(m_task.folder) / part.name;
    if (part.offset == 0)
        m_incoming.emplace(goal, part.sha256, part.bytes);
    if (!m_incoming || m_incoming->goal() != goal || m_incoming->sha256() != part.sha256)
        throw Error("it sends a part of the file " + part.name + " without its beginning");
    m_incoming->add(part.offset, part.base64);
    if (!m_incoming->isWhole())
        return;
    m_incoming->keep();
    m_incoming.reset();
}

void WorkerClient::begin()
{
    m_greeted = true;
    m_process->write(m_number, protocol::toJson(m_task).dump(-1, ' ', false, Json::error_handler_t::replace));
    for (const protocol::Command &command : m_waiting)
        send(command);
}

void WorkerClient::processEnded()
{
    if (!m_fault.empty())
        fail(m_fault, m_greeted);
    else if (m_greeted)
        fail("The worker of " + m_task.name + " " + m_process->howItEnded(), true);
    else
        fail("The command \"" + m_process->command() + "\" is no worker for this program: before a hello, it " +
                 m_process->howItEnded() + "; check the executor and the worker",
             m_process->wasGivenUp());
}

void WorkerClient::fail(const std::string &message, bool isWorthAnotherAttempt)
{
    m_ending = m_greeted ? Ending{Ending::How::Failed, ErrorKind::RunFailed, message, isWorthAnotherAttempt}
                         : Ending{Ending::How::NeverStarted, ErrorKind::BadInput, message, isWorthAnotherAttempt};
}

void WorkerClient::send(const protocol::Command &command)
{
    if (m_greeted)
        m_process->write(m_number, protocol::toLine(command));
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
    m_process->terminate();
    m_ending = Ending{Ending::How::Stopped, {}, {}};
}

} // namespace odimo::workers
