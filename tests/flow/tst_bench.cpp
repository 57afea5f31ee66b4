// SPDX-License-Identifier: Apache-2.0
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

class TestBench : public QObject {
    Q_OBJECT

private slots:
    void timesTheThreeKindsOfSteps()
    {
        const Ended ended = cli::runOdimo({"bench", "--network", "resnet8:width=4,stem=2", "--input", "1x16x16",
                                           "--batch", "16", "--repetitions", "2", "--json"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        const Json document = documentOf(ended);
        const double step_ms = document.at("float_step_ms");
        QVERIFY(step_ms > 0);
        QCOMPARE(document.at("search_ratio").get<double>(), document.at("search_step_ms").get<double>() / step_ms);
        QCOMPARE(document.at("finetune_ratio").get<double>(), document.at("finetune_step_ms").get<double>() / step_ms);
        QVERIFY(document.at("peak_memory_mb").get<double>() > 0);
        QVERIFY(document.at("threads").get<int>() > 0);
        QVERIFY(!document.at("torch").get<std::string>().empty() && !document.at("device").get<std::string>().empty());
    }

    void printsATableForPeople()
    {
        const Ended ended = cli::runOdimo({"bench", "--network", "resnet8:width=4,stem=2", "--input", "1x16x16",
                                           "--batch", "16", "--repetitions", "1"});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2(ended.output.contains("float, BatchNorm") && ended.output.contains("Peak memory"),
                 ended.output.constData());
    }
};

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
