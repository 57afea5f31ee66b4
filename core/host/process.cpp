// SPDX-License-Identifier: Apache-2.0
#include "core/host/process.h"

#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace odimo::host {

namespace {

[[noreturn]] void refuse(const std::string &what, int reason)
{
    throw Error(what + ": " + std::strerror(reason), ErrorKind::InputOutput);
}

/// Two connected descriptors that close themselves unless taken.
class Channel {
public:
    enum class Kind { Pipe, Socket };

    /// The child's stdin is a socket, because only a socket can be written without the risk of SIGPIPE.
    explicit Channel(Kind kind)
    {
        const int result = kind == Kind::Pipe ? pipe2(m_ends.data(), O_CLOEXEC)
                                              : socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_ends.data());
        if (result != 0)
            refuse("no pipe to a worker can be made", errno);
    }
    ~Channel()
    {
        for (const int end : m_ends)
            if (end >= 0)
                close(end);
    }
    Channel(const Channel &) = delete;
    Channel &operator=(const Channel &) = delete;

    int end(std::size_t index) const { return m_ends[index]; }
    int take(std::size_t index) { return std::exchange(m_ends[index], -1); }

private:
    std::array<int, 2> m_ends{-1, -1};
};

/// What posix_spawn does between fork and exec.
struct SpawnSettings {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;

    SpawnSettings()
    {
        posix_spawn_file_actions_init(&actions);
        posix_spawnattr_init(&attributes);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
        posix_spawnattr_setpgroup(&attributes, 0);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        sigset_t defaults;
        sigemptyset(&defaults);
        for (const int signal : {SIGINT, SIGTERM, SIGPIPE})
            sigaddset(&defaults, signal);
        posix_spawnattr_setsigdefault(&attributes, &defaults);
    }
    ~SpawnSettings()
    {
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&actions);
    }
    SpawnSettings(const SpawnSettings &) = delete;
    SpawnSettings &operator=(const SpawnSettings &) = delete;
};

std::vector<char *> pointersTo(std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    for (std::string &text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// The variables of this process, with those of `changes` in place of their namesakes.
std::vector<std::string> environmentWith(const std::vector<std::string> &changes)
{
    std::vector<std::string> variables = changes;
    for (char **variable = environ; *variable; ++variable) {
        const std::string_view text = *variable;
        const std::string_view nameAndEquals = text.substr(0, text.find('=') + 1);
        bool replaced = false;
        for (const std::string &change : changes)
            replaced = replaced || change.starts_with(nameAndEquals);
        if (!replaced)
            variables.emplace_back(text);
    }
    return variables;
}

int exitCodeOf(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

} // namespace

Process::Process(const std::vector<std::string> &command, const std::vector<std::string> &environment)
{
    Channel input(Channel::Kind::Socket);
    Channel output(Channel::Kind::Pipe);
    Channel error(Channel::Kind::Pipe);
    SpawnSettings settings;
    posix_spawn_file_actions_adddup2(&settings.actions, input.end(0), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&settings.actions, output.end(1), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&settings.actions, error.end(1), STDERR_FILENO);

    std::vector<std::string> words = command;
    std::vector<std::string> variables = environmentWith(environment);
    const int failure = posix_spawnp(&m_pid, words.front().c_str(), &settings.actions, &settings.attributes,
                                     pointersTo(words).data(), pointersTo(variables).data());
    if (failure != 0)
        throw Error(words.front() + " cannot be started: " + std::strerror(failure));
    m_input = input.take(1);
    m_output = output.take(0);
    m_error = error.take(0);
    for (const int descriptor : {m_output, m_error})
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

Process::~Process()
{
    if (!m_exitCode) {
        kill(-m_pid, SIGKILL);
        wait();
    }
    for (const int descriptor : {m_input, m_output, m_error})
        if (descriptor >= 0)
            close(descriptor);
}

bool Process::write(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = send(m_input, text.data(), text.size(), MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

void Process::closeInput()
{
    if (m_input >= 0)
        close(std::exchange(m_input, -1));
}

std::optional<int> Process::poll()
{
    int status = 0;
    if (!m_exitCode && waitpid(m_pid, &status, WNOHANG) == m_pid)
        m_exitCode = exitCodeOf(status);
    return m_exitCode;
}

int Process::wait()
{
    int status = 0;
    while (!m_exitCode)
        if (waitpid(m_pid, &status, 0) == m_pid)
            m_exitCode = exitCodeOf(status);
    return *m_exitCode;
}

std::optional<int> Process::waitFor(int limit_ms)
{
    using namespace std::chrono_literals;
    const auto limit = std::chrono::steady_clock::now() + std::chrono::milliseconds(limit_ms);
    while (!poll() && std::chrono::steady_clock::now() < limit)
        std::this_thread::sleep_for(5ms);
    return m_exitCode;
}

void Process::terminate(int grace_ms)
{
    if (poll())
        return;
    kill(-m_pid, SIGTERM);
    if (waitFor(grace_ms))
        return;
    kill(-m_pid, SIGKILL);
    wait();
}

} // namespace odimo::host
