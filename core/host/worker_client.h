// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/worker_process.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// How the work of one worker ended.
struct Ending {
    enum class How {
        Finished,
        Stopped,      ///< By a Stop command, at the batch.
        Failed,       ///< The training broke off, or the worker died.
        NeverStarted, ///< No worker of this protocol version said hello: the command is at fault.
    };
    How how = How::Finished;
    ErrorKind kind = ErrorKind::RunFailed; ///< Of the two failures.
    std::string message;                   ///< Likewise; with the worker's last words.
};

/// One task in a worker process: checks its greeting, hands over the task, turns its lines into events.
class WorkerClient {
public:
    /// The process may be shared with others.
    WorkerClient(std::shared_ptr<WorkerProcess> process, protocol::Task task);
    ~WorkerClient();
    WorkerClient(const WorkerClient &) = delete;
    WorkerClient &operator=(const WorkerClient &) = delete;

    WorkerProcess &process() { return *m_process; }
    const WorkerProcess &process() const { return *m_process; }

    /// The events that the process has read for this task, but for Failed and Finished, which are told by ending().
    std::vector<protocol::Event> receive();
    void send(const protocol::Command &command);
    /// Asks for the end, and enforces it if the worker has not even said hello.
    void stop();
    /// Enforces the end of a worker that did not answer stop(), with all its tasks.
    void kill();
    const std::optional<Ending> &ending() const { return m_ending; }

private:
    void take(const std::string &line, std::vector<protocol::Event> &events);
    void begin();
    void processEnded();
    void fail(const std::string &message);

    std::shared_ptr<WorkerProcess> m_process;
    int m_number;
    protocol::Task m_task;
    bool m_greeted = false;
    std::vector<protocol::Command> m_waiting; ///< Given before the worker could read them.
    int m_lines = 0;
    std::optional<Ending> m_ending;
};

} // namespace odimo::host
