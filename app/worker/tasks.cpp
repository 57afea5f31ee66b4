// SPDX-License-Identifier: Apache-2.0
#include "app/worker/tasks.h"

#include "app/worker/heartbeat.h"
#include "app/worker/stream_session.h"
#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/protocol/envelope.h"
#include "core/tasks/run_task.h"

#include <nlohmann/json.hpp>

#include <iostream>
#include <map>
#include <thread>

namespace odimo::worker {

namespace {

/// Writes whole lines, from any thread.
class LineOutput {
public:
    explicit LineOutput(std::ostream &stream) : m_stream(stream) {}

    void write(const std::string &line)
    {
        const std::lock_guard whole(m_mutex);
        m_stream << line << std::endl;
    }

private:
    std::ostream &m_stream;
    std::mutex m_mutex;
};

/// Does a task whose files lie with a host elsewhere.
void workOnCopies(const protocol::Task &task, StreamSession &session)
{
    const transfer::ContentCache cache;
    transfer::CarriedTask carried(task, cache, session);
    if (!carried.fetch()) {
        session.send(protocol::Finished{.stopped = true});
        return;
    }
    CarriedSession carriedSession(session, carried);
    tasks::runTask(carried.task(), carriedSession);
}

/// Does the task of `line`; what goes wrong is its last event. Returns the exit code.
int work(const std::string &line, StreamSession &session)
{
    try {
        const protocol::Task task = protocol::taskFromJson(parseJson(line, "task"), "task");
        session.setPlatform(task.platform);
        const Heartbeat heartbeat([&session] { session.send(protocol::Alive{}); });
        if (task.contents)
            workOnCopies(task, session);
        else
            tasks::runTask(task, session);
        return 0;
    } catch (const std::exception &failure) {
        const Error error = errorFrom(failure);
        session.send(protocol::Failed{error.kind(), error.problem(), error.remedy()});
        return exitCode(error.kind());
    }
}

/// A task on a thread of its own.
class TaskThread {
public:
    TaskThread(const std::string &line, StreamSession::Write write)
        : m_session(std::move(write)), m_thread([this, line] { work(line, m_session); })
    {
    }
    StreamSession &session() { return m_session; }

private:
    StreamSession m_session;
    std::jthread m_thread; ///< Ends before the session does.
};

} // namespace

int doOneTask(std::istream &input, std::ostream &output)
{
    std::string line;
    std::getline(input, line);
    // Neither is ever destroyed: the thread that reads may wait on the input until the process ends.
    auto &lines = *new LineOutput(output);
    auto &session = *new StreamSession([&lines](const std::string &event) { lines.write(event); });
    std::thread([&input, &session] {
        std::string command;
        while (std::getline(input, command))
            session.take(command);
        session.execute(protocol::Stop{});
    }).detach();
    return work(line, session);
}

int doSeveralTasks(std::istream &input, std::ostream &output)
{
    LineOutput lines(output);
    std::map<int, TaskThread> threads;
    int code = 0;
    std::string text;
    while (code == 0 && std::getline(input, text)) {
        protocol::Envelope envelope;
        try {
            envelope = protocol::envelopeFromLine(text);
        } catch (const Error &error) {
            std::cerr << error.what() << std::endl;
            code = exitCode(error.kind());
            continue;
        }
        const auto write = [&lines, task = envelope.task](const std::string &event) {
            lines.write(protocol::toLine(protocol::Envelope{task, event}));
        };
        const auto [thread, isNew] = threads.try_emplace(envelope.task, envelope.line, write);
        if (!isNew)
            thread->second.session().take(envelope.line);
    }
    for (auto &[task, thread] : threads)
        thread.session().execute(protocol::Stop{});
    return code;
}

} // namespace odimo::worker
