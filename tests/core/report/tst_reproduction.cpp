// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/base/run_program.h"
#include "core/host/plan/plan.h"
#include "core/report/values/reproduction.h"
#include "tests/core/report/report_projects.h"

#include <QTest>

using namespace odimo;
using namespace odimo::report;

class TestReproduction : public QObject {
    Q_OBJECT

    static QString commandsOf(const project::Project &project)
    {
        QString text;
        for (const std::string &line : makeReport(project, {}).commands)
            text += QString::fromStdString(line) + "\n";
        return text;
    }

private slots:
    void aShellReadsEachWordBack_data()
    {
        QTest::addColumn<QByteArray>("word");
        for (const char *word : {"plain-1.odimo", "", "two words", "it's", "$(touch x)", "`id`", "a\nb", "*?[a]", "~",
                                 "#x", "\"q\"", "\\", "!", samples::hostileText})
            QTest::newRow(word) << QByteArray(word);
    }

    void aShellReadsEachWordBack()
    {
        QFETCH(QByteArray, word);
        const std::vector<std::string> words = {"printf", "[%s]", word.toStdString()};
        const EndedProgram ended = runProgram({"/bin/sh", "-c", shellLine(words)}, 60);
        QCOMPARE(QByteArray::fromStdString(ended.output), "[" + word + "]");
    }

    void tellsTheExplorationTheRunsAndTheReport()
    {
        QCOMPARE(commandsOf(samples::MeasuredProject().project),
                 "odimo explore --network resnet8:width=4 --data synthetic --platform diana --objective latency --pin "
                 "conv1=digital --seed 1 --project x.odimo\n"
                 "odimo front x.odimo --objective latency\n"
                 "odimo show x.odimo --run 1\n"
                 "odimo report x.odimo -o report.html --run 1\n");
    }

    void aPlanThatWasFittedToATimeIsTold()
    {
        samples::MeasuredProject made;
        host::Plan plan;
        plan.engine = "instant";
        plan.warmup.trainImages = 5000;
        plan.fineTunings = 8;
        plan.threads = 1;
        plan.warmupThreads = 2;
        made.project.storeDocument(host::planDocument, host::toJson(plan).dump());
        const QString commands = commandsOf(made.project);
        QVERIFY2(commands.contains("--images 5000 --points 8 --threads 2,1 --seed 1"), qPrintable(commands));
    }
};

QTEST_APPLESS_MAIN(TestReproduction)
#include "tst_reproduction.moc"
