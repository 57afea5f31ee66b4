// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/host/process.h"

#include <QTest>

#include <poll.h>
#include <unistd.h>

using namespace odimo;
using namespace odimo::host;

class TestProcess : public QObject {
    Q_OBJECT

private:
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
        QCOMPARE(process.wait(), 0);
    }

    void takesALargeInput()
    {
        Process process({"wc", "-c"});
        QVERIFY(process.write(std::string(1'000'000, 'x')));
        process.closeInput();
        QCOMPARE(readAll(process.outputDescriptor()).trimmed(), "1000000");
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
        QCOMPARE(process.wait(), code);
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
        process.wait();
        QVERIFY(!process.write("anybody?"));
    }

    void terminateEndsTheWholeGroup()
    {
        Process process({"sh", "-c", "sleep 1000 & echo started; wait"});
        char first = 0;
        pollfd ready{process.outputDescriptor(), POLLIN, 0};
        poll(&ready, 1, -1);
        QCOMPARE(read(process.outputDescriptor(), &first, 1), ssize_t(1));
        QVERIFY(!process.poll());
        process.terminate(10'000);
        QCOMPARE(process.wait(), 128 + 15);
        readAll(process.outputDescriptor()); // Ends only when the sleeping grandchild is gone too.
    }

    void terminateKillsWhatDoesNotListen()
    {
        Process process({"sh", "-c", "trap '' TERM; echo deaf; while true; do read x; done"});
        pollfd ready{process.outputDescriptor(), POLLIN, 0};
        poll(&ready, 1, -1);
        process.terminate(1);
        QCOMPARE(process.wait(), 128 + 9);
    }
};

QTEST_APPLESS_MAIN(TestProcess)
#include "tst_process.moc"
