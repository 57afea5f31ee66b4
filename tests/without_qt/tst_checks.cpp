// SPDX-License-Identifier: Apache-2.0
// The stand-in for Qt Test says what holds and what does not: a test that it let pass would be worth nothing.
#include <QTest>

#include <cstdio>

namespace {

struct Outcome {
    QStringList lines; ///< Without places and reasons.
    int code = 0;
};

Outcome outcomeOf(const std::string &arguments)
{
    FILE *const output = popen((ODIMO_SAMPLE_CHECKS " " + arguments).c_str(), "r");
    QByteArray text;
    for (char part[4096]; const std::size_t size = fread(part, 1, sizeof part, output);)
        text.append(part, static_cast<qsizetype>(size));
    Outcome outcome;
    outcome.code = WEXITSTATUS(pclose(output));
    for (const QString &line : QString::fromUtf8(text).split('\n', Qt::SkipEmptyParts))
        if (!line.startsWith(' '))
            outcome.lines << (line.startsWith("Totals") ? line : line.left(line.indexOf(')') + 1));
    return outcome;
}

} // namespace

class TestChecks : public QObject {
    Q_OBJECT

private slots:
    void tellsWhatHoldsAndWhatDoesNot()
    {
        const Outcome outcome = outcomeOf("");
        QCOMPARE(outcome.lines,
                 (QStringList{"PASS   : holds()", "FAIL!  : verifyFails()", "FAIL!  : verifyWithMessageFails()",
                              "FAIL!  : compareFails()", "FAIL!  : compareWithInfinityFails()",
                              "FAIL!  : anExceptionFails()", "FAIL!  : noExceptionFails()",
                              "FAIL!  : anotherExceptionFails()", "SKIP   : skips()", "PASS   : rows(four)",
                              "FAIL!  : rows(five fails)", "FAIL!  : rows(wrong type of 2)", "FAIL!  : rows(too short)",
                              "Totals: 2 passed, 10 failed, 1 skipped"}));
        QCOMPARE(outcome.code, 10);
    }

    void runsTheFunctionsThatAreNamed()
    {
        const Outcome outcome = outcomeOf("holds skips");
        QCOMPARE(outcome.lines,
                 (QStringList{"PASS   : holds()", "SKIP   : skips()", "Totals: 1 passed, 0 failed, 1 skipped"}));
        QCOMPARE(outcome.code, 0);
    }

    void failsIfNothingRuns() { QCOMPARE(outcomeOf("unknown").code, 100); }
};

QTEST_APPLESS_MAIN(TestChecks)
#include "tst_checks.moc"
