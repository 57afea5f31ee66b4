// SPDX-License-Identifier: Apache-2.0
#include "core/base/process.h"

#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace odimo {

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
            refuse("no pipe to a program can be made", errno);
        for (int &descriptor : m_ends)
            descriptor = besideTheStandardStreams(descriptor);
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
    /// In a process that was started with one of its own streams closed, a pipe would take the stream's launch, and
    /// what is printed would reach the child.
    static int besideTheStandardStreams(int descriptor)
    {
        if (descriptor > STDERR_FILENO)
            return descriptor;
        const int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
        if (moved < 0)
            return descriptor;
        close(descriptor);
        return moved;
    }

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
        sigfillset(&defaults);
        sigdelset(&defaults, SIGHUP); // Ignored under nohup, for the workers as well.
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

/// The order of the child's events matters to nobody, so an ignored SIGCHLD may become the default one. Handlers stay.
void hearOfChildren()
{
    struct sigaction action {};
    sigaction(SIGCHLD, nullptr, &action);
    const bool isHandled = (action.sa_flags & SA_SIGINFO) != 0 || action.sa_handler != SIG_IGN;
    if (isHandled && (action.sa_flags & SA_NOCLDWAIT) == 0)
        return;
    if (!isHandled)
        action.sa_handler = SIG_DFL;
    action.sa_flags &= ~SA_NOCLDWAIT;
    sigaction(SIGCHLD, &action, nullptr);
}

int descriptorOfEnd(int pid)
{
#ifdef SYS_pidfd_open
    return static_cast<int>(syscall(SYS_pidfd_open, pid, 0)); // Close-on-exec by itself.
#else
    return static_cast<void>(pid), -1;
#endif
}

} // namespace

Process::Process(const std::vector<std::string> &command, const std::vector<std::string> &environment)
{
    hearOfChildren();
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
    m_end = descriptorOfEnd(m_pid);
    for (const int descriptor : {m_output, m_error})
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

Process::~Process()
{
    constexpr int limit_ms = 2000; // One that hangs in the kernel does not hang this process too.
    kill();
    waitFor(limit_ms);
    waitpid(m_pid, nullptr, WNOHANG);
    for (const int descriptor : {m_input, m_output, m_error, m_end})
        if (descriptor >= 0)
            close(descriptor);
}

bool Process::write(std::string_view text)
{
    if (m_input < 0)
        return false;
    m_unwritten += text;
    return flush();
}

bool Process::flush()
{
    std::size_t written = 0;
    while (written < m_unwritten.size()) {
        const ssize_t count =
            send(m_input, m_unwritten.data() + written, m_unwritten.size() - written, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            break;
        written += static_cast<std::size_t>(count);
    }
    const bool isOpen = written == m_unwritten.size() || errno == EAGAIN;
    m_unwritten.erase(0, isOpen ? written : m_unwritten.size());
    return isOpen;
}

void Process::closeInput()
{
    m_unwritten.clear();
    if (m_input >= 0)
        close(std::exchange(m_input, -1));
}

std::optional<int> Process::poll()
{
    if (m_exitCode)
        return m_exitCode;
    siginfo_t end{};
    const int result = waitid(P_PID, static_cast<id_t>(m_pid), &end, WEXITED | WNOHANG | WNOWAIT);
    if (result == 0 && end.si_pid == m_pid)
        m_exitCode = end.si_code == CLD_EXITED ? end.si_status : 128 + end.si_status;
    else if (result != 0 && errno == ECHILD)
        m_exitCode = unknownExit;
    return m_exitCode;
}

std::optional<int> Process::waitFor(int limit_ms)
{
    using Clock = std::chrono::steady_clock;
    constexpr int longestLook_ms = 5; // Where the system does not tell of the end.
    const auto limit = Clock::now() + std::chrono::milliseconds(limit_ms);
    while (!poll() && Clock::now() < limit) {
        const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(limit - Clock::now()).count();
        pollfd end{m_end, POLLIN, 0};
        ::poll(&end, 1, m_end >= 0 ? static_cast<int>(left_ms) : longestLook_ms);
    }
    return m_exitCode;
}

void Process::terminate() const
{
    signalGroup(SIGTERM);
    signalGroup(SIGCONT);
}

void Process::kill() const { signalGroup(SIGKILL); }

void Process::signalGroup(int signal) const
{
    if (m_exitCode != unknownExit) // Its number may be another's by now.
        ::kill(-m_pid, signal);
}

} // namespace odimo
