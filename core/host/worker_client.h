// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/process.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

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

/// One worker process with its task: checks its greeting, hands over the task, turns its lines into events, and keeps
/// the end of its stderr as last words.
class WorkerClient {
public:
    /// Throws Error (BadInput) if the command cannot be started.
    WorkerClient(std::vector<std::string> command, protocol::Task task);

    int outputDescriptor() const { return m_process.outputDescriptor(); }
    /// Negative once the worker has closed it; poll() passes over such.
    int errorDescriptor() const { return m_errorOpen ? m_process.errorDescriptor() : -1; }

    /// The events that have arrived, but for Failed and Finished, which are told by ending(). Does not block.
    std::vector<protocol::Event> receive();
    void send(const protocol::Command &command);
    /// Asks for the end, and enforces it if the worker has not even said hello.
    void stop();
    /// Enforces the end of a worker that did not answer stop().
    void kill();
    const std::optional<Ending> &ending() const { return m_ending; }

private:
    void readError();
    void take(const std::string &line, std::vector<protocol::Event> &events);
    void begin();
    void processEnded();
    std::string lastWords(int exitCode) const;
    void fail(const std::string &message);

    std::vector<std::string> m_command;
    protocol::Task m_task;
    Process m_process;
    bool m_greeted = false;
    std::vector<protocol::Command> m_waiting; ///< Given before the worker could read them.
    int m_lines = 0;
    std::string m_partialLine;
    std::string m_errorTail;
    bool m_errorOpen = true;
    std::optional<Ending> m_announced; ///< By Failed or Finished; the process is about to end.
    std::optional<Ending> m_ending;
};

/// "exit code 3", or "signal 11 (segmentation fault)" for 128 + signal.
std::string exitInWords(int exitCode);

} // namespace odimo::host
