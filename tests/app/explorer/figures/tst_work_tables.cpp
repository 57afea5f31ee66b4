// SPDX-License-Identifier: Apache-2.0
#include "app/explorer/figures/work_tables.h"

#include <QTest>

using namespace odimo;
using namespace odimo::explorer;
using namespace odimo::widgets;

class WorkTablesTest : public QObject {
    Q_OBJECT

private slots:
    void theQueueHasItsRunsInTheirOrder()
    {
        const std::string text = csvText(queueTable({{.run = 0,
                                                      .name = "Analysis",
                                                      .state = QueueState::Running,
                                                      .work = "Estimates",
                                                      .fraction = 0.25,
                                                      .left = "2 to 3 min",
                                                      .where = "This machine"},
                                                     {.run = 7,
                                                      .name = "Search 0.1",
                                                      .state = QueueState::Waiting,
                                                      .work = "Waits",
                                                      .fraction = {},
                                                      .left = {},
                                                      .where = {}},
                                                     {.run = 4,
                                                      .name = "min-latency",
                                                      .state = QueueState::Failed,
                                                      .work = "out, of \"memory\"",
                                                      .fraction = {},
                                                      .left = {},
                                                      .where = {}}}),
                                         {});
        QCOMPARE(text, std::string("run,name,state,work,progress,time_left,where\n"
                                   ",Analysis,running,Estimates,0.25,2 to 3 min,This machine\n"
                                   "7,Search 0.1,waiting,Waits,,,\n"
                                   "4,min-latency,failed,\"out, of \"\"memory\"\"\",,,\n"));
    }

    void theLogIsATextOfLines()
    {
        const std::vector<LogEntry> entries{{.level = LogLevel::Information, .time = "10:00:00", .text = "Begins."},
                                            {.level = LogLevel::Error, .time = "10:00:01", .run = 3, .text = "Ends."}};
        QCOMPARE(logText(entries), std::string("10:00:00 information: Begins.\n10:00:01 error, run 3: Ends.\n"));
        QCOMPARE(csvText(logTable(entries), {}),
                 std::string("time,level,run,message\n10:00:00,information,,Begins.\n10:00:01,error,3,Ends.\n"));
    }

    void anExplanationHasARowForEachLineOfTheCalculation()
    {
        platform::Explanation explanation{.terms = {}, .source = "docs/diana.md 4.1"};
        explanation.terms.push_back(
            {.name = {.word = "cycles"},
             .formula =
                 platform::joined({platform::named("input channels", 64), platform::named("row blocks", 4)}, " * "),
             .value = 256,
             .unit = "cycles"});
        const DataTable table =
            explanationTable({{.unit = "digital", .channels = 17, .ofChannels = 64, .explanation = explanation}});
        QCOMPARE(csvText(table, {}),
                 std::string("part,quantity,formula,calculation,value,unit,source\n"
                             "\"digital, 17 of 64 channels\",cycles,input channels * row blocks,64 * 4,256,cycles,"
                             "docs/diana.md 4.1\n"));
        QVERIFY(latexText(table, {}).find("Calculation") != std::string::npos);
    }
};

QTEST_MAIN(WorkTablesTest)
#include "tst_work_tables.moc"
