// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/process.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// A running worker program: the lines of its tasks, its last words on stderr, and its end. One that is shared does
/// several tasks at a time, each on a thread of its own; then each line but the hello says whose it is
/// (docs/worker-protocol.md).
class WorkerProcess {
public:
    /// `threads` of its task, for OpenMP to know from the start; 0: the tasks tell. Throws Error (BadInput) if the
    /// command cannot be started.
    WorkerProcess(const std::vector<std::string> &command, bool isShared, int threads);
    /// Lets it end by itself, for some seconds.
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess &) = delete;
    WorkerProcess &operator=(const WorkerProcess &) = delete;

    /// Its words, as a user would type them.
    const std::string &command() const { return m_command; }
    int outputDescriptor() const { return m_process.outputDescriptor(); }
    /// Negative once the worker has closed it; poll() passes over such.
    int errorDescriptor() const { return m_errorOpen ? m_process.errorDescriptor() : -1; }

    /// The number of a task to come; only a shared process has more than one.
    int open();
    /// What comes for it from now on is dropped.
    void close(int task) { m_arrived.erase(task); }

    /// Takes in what has arrived for all tasks. Does not block.
    void read();
    /// The next line for a task; the first is the hello.
    std::optional<std::string> nextLine(int task);
    void write(int task, const std::string &line);

    /// It has closed its output, and read() has taken in all.
    bool hasEnded() const { return !m_outputOpen; }
    /// How it ended, and what it said last. Waits for the end, and enforces it.
    std::string lastWords();
    void terminate();

private:
    void readError();
    void take(const std::string &line);

    std::string m_command;
    bool m_isShared;
    Process m_process;
    int m_opened = 0;
    std::optional<std::string> m_hello;
    std::map<int, std::deque<std::string>> m_arrived; ///< By open task.
    std::string m_partialLine;
    std::string m_errorTail;
    bool m_outputOpen = true;
    bool m_errorOpen = true;
};

/// "exit code 3", or "signal 11 (segmentation fault)" for 128 + signal.
std::string exitInWords(int exitCode);

} // namespace odimo::host
