// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/base/process.h"

#include <QTest>

#include <csignal>

#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace odimo;

class TestProcess : public QObject {
    Q_OBJECT

private:
    static constexpr int limit_ms = 60'000;

    /// Waits for its first word, and reads some of it.
    static void readFirst(const Process &process)
    {
        char first = 0;
        pollfd ready{process.outputDescriptor(), POLLIN, 0};
        poll(&ready, 1, -1);
        QCOMPARE(read(process.outputDescriptor(), &first, 1), ssize_t(1));
    }

    static QByteArray readAll(int descriptor)
    {
        QByteArray text;
        char buffer[4096];
        while (true) {
            pollfd ready{descriptor, POLLIN, 0};
            poll(&ready, 1, -1);
            const ssize_t count = read(descriptor, buffer, sizeof buffer);
            if (count <= 0)
                return text;
            text.append(buffer, count);
        }
    }

private slots:
    void hasThreeStreams()
    {
        Process process({"sh", "-c", "read line; echo out $line; echo err >&2"});
        QVERIFY(process.write("put\n"));
        QCOMPARE(readAll(process.outputDescriptor()), "out put\n");
        QCOMPARE(readAll(process.errorDescriptor()), "err\n");
        QCOMPARE(process.waitFor(limit_ms), 0);
    }

    void keepsALargeInputUntilItIsRead()
    {
        Process process({"sh", "-c", "read go; wc -c"});
        QVERIFY(process.write(std::string(4'000'000, 'x') + "\n"));
        QVERIFY(process.inputDescriptor() >= 0); // Neither lost nor waited for.
        while (process.inputDescriptor() >= 0) {
            pollfd ready{process.inputDescriptor(), POLLOUT, 0};
            poll(&ready, 1, -1);
            QVERIFY(process.flush());
        }
        QVERIFY(process.write("12345"));
        process.closeInput();
        QCOMPARE(readAll(process.outputDescriptor()).trimmed(), "5");
    }

    void addsToTheEnvironment()
    {
        qputenv("ODIMO_TEST_KEPT", "kept");
        qputenv("ODIMO_TEST_CHANGED", "before");
        Process process({"sh", "-c", "echo $ODIMO_TEST_KEPT $ODIMO_TEST_CHANGED"}, {"ODIMO_TEST_CHANGED=after"});
        QCOMPARE(readAll(process.outputDescriptor()), "kept after\n");
    }

    void tellsTheExitCodeOrTheSignal_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<int>("code");
        QTest::newRow("success") << "true" << 0;
        QTest::newRow("failure") << "exit 3" << 3;
        QTest::newRow("signal") << "kill -SEGV $$" << 128 + 11;
    }
    void tellsTheExitCodeOrTheSignal()
    {
        QFETCH(QString, script);
        QFETCH(int, code);
        Process process({"sh", "-c", script.toStdString()});
        QCOMPARE(process.waitFor(limit_ms), code);
        QCOMPARE(process.poll(), code);
    }

    void namesAProgramThatCannotBeStarted()
    {
        try {
            const Process process({"/nowhere/program"});
            QFAIL("was started");
        } catch (const Error &error) {
            QCOMPARE(error.what(), "/nowhere/program cannot be started: No such file or directory");
            QCOMPARE(error.kind(), ErrorKind::BadInput);
        }
    }

    void writingToAnEndedProcessIsFalseAndNoSignal()
    {
        Process process({"true"});
        process.waitFor(limit_ms);
        QVERIFY(!process.write("anybody?"));
    }

    void terminateEndsTheWholeGroup()
    {
        Process process({"sh", "-c", "sleep 1000 & echo started; wait"});
        readFirst(process);
        QVERIFY(!process.poll());
        process.terminate();
        QCOMPARE(process.waitFor(limit_ms), 128 + 15);
        readAll(process.outputDescriptor()); // Ends only when the sleeping grandchild is gone too.
    }

    void terminateLetsALauncherCleanUp()
    {
        Process process({"sh", "-c", "trap 'echo cleaned; exit 0' TERM; echo started; while true; do read x; done"});
        readFirst(process);
        process.terminate();
        QCOMPARE(process.waitFor(limit_ms), 0);
        QVERIFY(readAll(process.outputDescriptor()).endsWith("cleaned\n"));
    }

    void terminateWakesAStoppedChild()
    {
        Process process({"sh", "-c", "echo started; kill -STOP $$"});
        readFirst(process);
        siginfo_t child{};
        QCOMPARE(waitid(P_ALL, 0, &child, WSTOPPED | WNOWAIT), 0);
        QCOMPARE(child.si_code, CLD_STOPPED);
        process.terminate();
        QCOMPARE(process.waitFor(limit_ms), 128 + 15);
    }

    void killEndsWhatDoesNotListen()
    {
        Process process({"sh", "-c", "trap '' TERM; echo deaf; while true; do read x; done"});
        readFirst(process);
        process.terminate();
        QVERIFY(!process.poll());
        process.kill();
        QCOMPARE(process.waitFor(limit_ms), 128 + 9);
    }

    void theEndIsReadable()
    {
        Process process({"sh", "-c", "read line; exit 3"});
        if (process.endDescriptor() < 0)
            QSKIP("This system tells of no end of a process.");
        process.write("go\n");
        pollfd ready{process.endDescriptor(), POLLIN, 0};
        QCOMPARE(poll(&ready, 1, limit_ms), 1);
        QCOMPARE(process.poll(), 3);
        QCOMPARE(process.endDescriptor(), -1);
    }

    void whatIsLeftOfTheGroupEndsWithIt()
    {
        int output = -1;
        {
            Process process({"sh", "-c", "sleep 1000 & exit 0"});
            QCOMPARE(process.waitFor(limit_ms), 0);
            output = dup(process.outputDescriptor());
        }
        readAll(output); // Ends only when the sleeping grandchild is gone.
        close(output);
    }

    void anIgnoredEndOfChildrenIsHeardOfNevertheless_data()
    {
        QTest::addColumn<int>("flags");
        QTest::addColumn<bool>("ignored");
        QTest::newRow("ignored, as inherited") << 0 << true;
        QTest::newRow("nobody waits") << SA_NOCLDWAIT << false;
    }
    void anIgnoredEndOfChildrenIsHeardOfNevertheless()
    {
        QFETCH(int, flags);
        QFETCH(bool, ignored);
        struct sigaction before {};
        struct sigaction action {};
        action.sa_handler = ignored ? SIG_IGN : SIG_DFL;
        action.sa_flags = flags;
        sigaction(SIGCHLD, &action, &before);
        Process process({"sh", "-c", "exit 3"});
        QCOMPARE(process.waitFor(limit_ms), 3);
        sigaction(SIGCHLD, &before, nullptr);
    }

    void anEndThatSomebodyElseHasTakenIsAnEnd()
    {
        Process process({"sh", "-c", "exit 3"});
        while (waitpid(-1, nullptr, 0) > 0)
            ;
        QCOMPARE(process.waitFor(limit_ms), Process::unknownExit);
    }

    void theChildIgnoresAndBlocksNothing()
    {
        sigset_t blocked;
        sigset_t before;
        sigemptyset(&blocked);
        sigaddset(&blocked, SIGUSR2);
        pthread_sigmask(SIG_BLOCK, &blocked, &before);
        const auto usr1 = std::signal(SIGUSR1, SIG_IGN);
        const auto children = std::signal(SIGCHLD, SIG_IGN);
        Process process({"grep", "-E", "Sig(Ign|Blk)", "/proc/self/status"});
        const QByteArray text = readAll(process.outputDescriptor());
        std::signal(SIGUSR1, usr1);
        std::signal(SIGCHLD, children);
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        constexpr quint64 ofTheThreadLibrary = quint64{3} << 31; // Signals 32 and 33, which no program sees.
        const QList<QByteArray> words = text.simplified().split(' ');
        QCOMPARE(words.size(), 4);
        QCOMPARE(words[1].toULongLong(nullptr, 16), quint64{0});
        QCOMPARE(words[3].toULongLong(nullptr, 16) & ~ofTheThreadLibrary, quint64{0});
    }
};

QTEST_APPLESS_MAIN(TestProcess)
#include "tst_process.moc"
