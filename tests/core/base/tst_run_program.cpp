// SPDX-License-Identifier: Apache-2.0
#include "core/base/run_program.h"

#include <QTest>

using namespace odimo;

class TestRunProgram : public QObject {
    Q_OBJECT

private slots:
    void keepsBothStreamsAndTheExitCode()
    {
        const EndedProgram ended = runProgram({"sh", "-c", "echo out; echo err >&2; exit 7"}, 60);
        QCOMPARE(ended.exitCode, 7);
        QCOMPARE(ended.output, std::string("out\n"));
        QCOMPARE(ended.errors, std::string("err\n"));
        QVERIFY(!ended.isTooLong);
    }

    void keepsMoreThanAPipeHolds()
    {
        const EndedProgram ended =
            runProgram({"sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"}, 60);
        QCOMPARE(ended.output.size(), std::size_t(300000));
        QCOMPARE(ended.errors.size(), std::size_t(300000));
    }

    void endsWhatTakesTooLong()
    {
        const EndedProgram ended = runProgram({"sh", "-c", "echo begun; exec sleep 600"}, 1);
        QVERIFY(ended.isTooLong);
        QCOMPARE(ended.output, std::string("begun\n"));
    }

    void findsProgramsOfThePath()
    {
        QVERIFY(findProgram("sh").has_value());
        QVERIFY(!findProgram("no-such-program").has_value());
    }
};

QTEST_APPLESS_MAIN(TestRunProgram)
#include "tst_run_program.moc"
