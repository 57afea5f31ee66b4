// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/task.h"
#include "core/transfer/incoming_file.h"
#include "core/transfer/outbox.h"
#include "core/workers/worker_process.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace odimo::workers {

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
    /// The worker was lost before it could say how its task ends. The failure that it tells of itself would only come
    /// again: the same seed gives the same result.
    bool isWorthAnotherAttempt = false;
    std::optional<Remedy> remedy = {};

    bool hasFailed() const { return how == How::Failed || how == How::NeverStarted; }
    /// Of a failure.
    Error error() const { return Error(message, kind, remedy); }
};

/// One task in a worker process: checks its greeting, hands over the task, turns its lines into events. The files of a
/// task with contents it sends and receives meanwhile, so that nobody else has to know of them.
class WorkerClient {
public:
    /// The process may be shared with others. `outbox` has told the contents of the task, and outlives the client.
    WorkerClient(std::shared_ptr<WorkerProcess> process, protocol::Task task, const transfer::Outbox &outbox);
    ~WorkerClient();
    WorkerClient(const WorkerClient &) = delete;
    WorkerClient &operator=(const WorkerClient &) = delete;

    /// The events that the process has read for this task, but for Alive and those about files, and for Failed and
    /// Finished, which are told by ending().
    std::vector<protocol::Event> receive();
    const std::string &name() const { return m_task.name; }
    /// Of this task, so far.
    int lines() const { return m_lines; }
    bool isGreeted() const { return m_greeted; }
    /// It has paused its work when told to, and not resumed it.
    bool isPaused() const { return m_isPaused; }
    /// Lines that its process wrote before the hello; each is handed out once.
    std::vector<std::string> takeSkipped() { return m_process->takeSkipped(); }
    /// The end of what its process has written on stderr.
    std::string lastWords() const { return m_process->lastWords(); }
    void send(const protocol::Command &command);
    /// Asks for the end, and enforces it if the worker has not even said hello.
    void stop();
    /// Enforces the end of a worker that did not answer stop(), with all its tasks.
    void kill();
    /// Ends a worker that is of no use any more, with all its tasks; `why` is a sentence for the message.
    void giveUp(const std::string &why) { m_process->terminate(why); }
    /// Known only when no worker works on the task any more, so that another may begin.
    const std::optional<Ending> &ending() const { return m_ending; }

private:
    void take(const std::string &line, std::vector<protocol::Event> &events);
    void obtain(const protocol::Event &event, std::vector<protocol::Event> &events);
    void receive(const protocol::FilePart &part);
    void begin();
    void processEnded();
    void fail(const std::string &message, bool isWorthAnotherAttempt);

    std::shared_ptr<WorkerProcess> m_process;
    int m_number;
    protocol::Task m_task;
    const transfer::Outbox &m_outbox;
    std::optional<transfer::IncomingFile> m_incoming;
    bool m_greeted = false;
    bool m_isPaused = false;
    std::string m_fault;                      ///< How the worker broke the protocol.
    std::vector<protocol::Command> m_waiting; ///< Given before the worker could read them.
    int m_lines = 0;
    std::optional<Ending> m_ending;
};

} // namespace odimo::workers
