// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace odimo {

/// A child process with pipes on its three streams (posix_spawn), in its own process group, ended with it.
/// Nothing here waits for the child but waitFor() and the destructor: all descriptors are for poll(), and what the
/// child does not read is kept until it does. One thread at a time.
class Process {
public:
    /// What poll() says of a child whose end somebody else has taken note of.
    static constexpr int unknownExit = -1;

    /// `environment` adds "NAME=value" to the variables of this process. Throws Error (BadInput) naming the program and
    /// the reason if it cannot be started. If this process was started with SIGCHLD ignored, which nohup and some
    /// launchers hand down, that ends here: nobody could learn how a child has ended.
    explicit Process(const std::vector<std::string> &command, const std::vector<std::string> &environment = {});
    /// Kills what still runs of the group.
    ~Process();
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    int outputDescriptor() const { return m_output; }
    int errorDescriptor() const { return m_error; }
    /// Writable for poll() when flush() can go on; negative while nothing waits to be written.
    int inputDescriptor() const { return m_unwritten.empty() ? -1 : m_input; }
    /// Readable for poll() once the child has ended; negative when its end is known, or if the system has no such.
    int endDescriptor() const { return m_exitCode ? -1 : m_end; }

    /// Hands `text` to the child's stdin, now or by a later flush(); false if the child has closed it.
    bool write(std::string_view text);
    bool flush();
    /// With what the child has not read yet.
    void closeInput();

    /// The exit code, 128 + signal, or unknownExit; absent while it runs.
    std::optional<int> poll();
    /// As poll() has found.
    std::optional<int> exitCode() const { return m_exitCode; }
    /// Waits at most so long for the end.
    std::optional<int> waitFor(int limit_ms);
    /// Asks the group to end (SIGTERM), so that a launcher can clean up; a stopped one is woken to hear it.
    void terminate() const;
    /// Ends the group at once (SIGKILL).
    void kill() const;

private:
    void signalGroup(int signal) const;

    int m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    int m_error = -1;
    int m_end = -1;
    std::string m_unwritten;
    std::optional<int>
        m_exitCode; ///< The child stays a zombie until the destructor, so that its group keeps its number.
};

} // namespace odimo
