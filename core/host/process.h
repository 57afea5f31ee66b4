// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::host {

/// A child process with pipes on its three streams (posix_spawn), in its own process group, ended with it.
/// One thread at a time; the descriptors of its output do not block, so that readers are driven by poll() on them.
class Process {
public:
    /// `environment` adds "NAME=value" to the variables of this process. Throws Error (BadInput) naming the program and
    /// the reason if it cannot be started.
    explicit Process(const std::vector<std::string> &command, const std::vector<std::string> &environment = {});
    /// Kills what still runs.
    ~Process();
    Process(const Process &) = delete;
    Process &operator=(const Process &) = delete;

    int outputDescriptor() const { return m_output; }
    int errorDescriptor() const { return m_error; }

    /// Writes all of `text` to the child's stdin; false if the child has closed it.
    bool write(std::string_view text);
    void closeInput();

    /// The exit code, or 128 + signal; absent while it runs.
    std::optional<int> poll();
    int wait();
    /// Waits at most so long for the end.
    std::optional<int> waitFor(int limit_ms);
    /// SIGTERM to the group, SIGKILL after the grace time.
    void terminate(int grace_ms);

private:
    int m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    int m_error = -1;
    std::optional<int> m_exitCode;
};

} // namespace odimo::host
