// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/process.h"
#include "core/workers/timeouts.h"

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

struct pollfd;

namespace odimo::workers {

/// A running worker program: the lines of its tasks, its last words on stderr, and its end, for which nobody waits. One
/// that is shared does several tasks at a time, each on a thread of its own; then each line but the hello says whose it
/// is (docs/worker-protocol.md).
class WorkerProcess {
public:
    /// `threads` of its task, for OpenMP to know from the start; 0: the tasks tell. Throws Error (BadInput) if the
    /// command cannot be started.
    WorkerProcess(const std::vector<std::string> &command, bool isShared, int threads, const Timeouts &timeouts);
    WorkerProcess(const WorkerProcess &) = delete;
    WorkerProcess &operator=(const WorkerProcess &) = delete;

    /// Its words, as a user would type them.
    const std::string &command() const { return m_command; }
    bool isShared() const { return m_isShared; }
    /// Adds what poll() has to wait for.
    void watch(std::vector<pollfd> &descriptors) const;

    /// The number of a task to come; only a shared process has more than one.
    int open();
    /// What comes for it from now on is dropped.
    void close(int task) { m_arrived.erase(task); }
    bool hasTasks() const { return !m_arrived.empty(); }
    /// False once it ends or is to end.
    bool takesTasks() const { return m_stage == Stage::Working; }

    /// Takes in some of what has arrived for all tasks, hands over what waits to be written, and goes on with an end
    /// that is under way. Does not block.
    void serve();
    /// The next line for a task; the first is the hello.
    std::optional<std::string> nextLine(int task);
    /// Lines before the hello that were none of the protocol, such as the banner of a login; each is handed out once.
    std::vector<std::string> takeSkipped();
    void write(int task, const std::string &line);

    /// Lets it end by itself, within Timeouts::exit.
    void requestExit();
    /// Asks it to end, and enforces that after the grace time. `why`: a sentence for its tasks; the first one counts.
    void terminate(const std::string &why = {});
    /// It has ended, and serve() has taken in all it has written.
    bool isGone() const;
    /// It was told why it has to end.
    bool wasGivenUp() const { return !m_why.empty(); }
    /// Of one that is gone: "ended by exit code 3, with the last words: ..." or "was ended: " and why.
    std::string howItEnded() const;
    /// The end of what it has written on stderr, without line ends around it.
    std::string lastWords() const;

private:
    /// In the order in which they follow each other; each has a limit of time but the first.
    enum class Stage { Working, Exiting, Terminated, Killed, Abandoned };

    void readOutput();
    void readError();
    void take(const std::string &line);
    void greet(const std::string &line);
    void skip(const std::string &line);
    void enter(Stage stage, std::chrono::milliseconds limit);
    void pursueTheEnd();

    std::string m_command;
    bool m_isShared;
    Timeouts m_timeouts;
    Process m_process;
    int m_opened = 0;
    std::optional<std::string> m_hello;
    std::map<int, std::deque<std::string>> m_arrived; ///< By open task.
    std::vector<std::string> m_skipped;
    std::size_t m_skippedBytes = 0;
    std::string m_partialLine;
    std::string m_errorTail;
    bool m_outputOpen = true;
    bool m_errorOpen = true;
    Stage m_stage = Stage::Working;
    std::chrono::steady_clock::time_point m_limit; ///< Of the stage.
    std::string m_why;
};

/// "exit code 3", or "signal 11 (segmentation fault)" for 128 + signal.
std::string exitInWords(int exitCode);

} // namespace odimo::workers
