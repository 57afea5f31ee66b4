// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interruption.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <future>
#include <string_view>

#include <sys/wait.h>
#include <unistd.h>

using namespace odimo::cli;

namespace {

constexpr const char *interruptsItself = "--interrupts-itself";

/// What a child process does; its stop never gets anywhere.
[[noreturn]] void interruptAgainAndAgain()
{
    const Interruption interruption([] {});
    alarm(10); // seconds; ends it too, but with no exit code.
    while (true) {
        std::raise(SIGINT);
        usleep(1000); // A sanitizer hands signals on where the program waits.
    }
}

int exitCodeAfterTwoSignals()
{
    const pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", "child", interruptsItself, nullptr);
        _exit(127);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestInterruption : public QObject {
    Q_OBJECT

private slots:
    void firstSignalAsksToStop_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }

    void firstSignalAsksToStop()
    {
        QFETCH(int, signal);
        std::promise<void> stopped;
        const Interruption interruption([&] { stopped.set_value(); });
        std::raise(signal);
        const auto status = stopped.get_future().wait_for(std::chrono::seconds(10));
        QVERIFY(status == std::future_status::ready);
    }

    void secondSignalEndsAtOnce() { QCOMPARE(exitCodeAfterTwoSignals(), 4); }

    void worksAgainAfterItsEnd()
    {
        for (int round = 0; round < 2; ++round) {
            std::promise<void> stopped;
            const Interruption interruption([&] { stopped.set_value(); });
            std::raise(SIGINT);
            QVERIFY(stopped.get_future().wait_for(std::chrono::seconds(10)) == std::future_status::ready);
        }
    }

    void endsWithoutASignal()
    {
        std::atomic<bool> called = false;
        {
            const Interruption interruption([&] { called = true; });
        }
        QVERIFY(!called);
    }
};

int main(int count, char **arguments)
{
    if (count == 2 && std::string_view(arguments[1]) == interruptsItself)
        interruptAgainAndAgain();
    TestInterruption test;
    return QTest::qExec(&test, count, arguments);
}

#include "tst_interruption.moc"
