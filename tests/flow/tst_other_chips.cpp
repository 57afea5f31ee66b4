// SPDX-License-Identifier: Apache-2.0
// Explorations of what DIANA alone has not: another operator, three units of one datapath, channels left out.
#include "tests/flow/session.h"

#include <QTest>

using namespace odimo;
using namespace odimo::flow;

class TestOtherChips : public QObject {
    Q_OBJECT

private:
    Session m_session;

private slots:
    void explores_data()
    {
        QTest::addColumn<QString>("platform");
        QTest::addColumn<QString>("network");
        QTest::addColumn<QString>("log");
        QTest::newRow("another operator") << "darkside"
                                          << "resnet8:width=8"
                                          << "the predicted front is rough";
        QTest::newRow("units in turn") << "mpic"
                                       << "resnet8:width=8"
                                       << "";
        QTest::newRow("channels left out") << "diana+none"
                                           << "resnet8:width=8"
                                           << "the predicted front is rough";
    }
    void explores()
    {
        QFETCH(QString, platform);
        QFETCH(QString, network);
        QFETCH(QString, log);
        const QString project = m_session.file((platform + network.left(4) + ".odimo").toStdString());
        const Ended ended =
            cli::runOdimo({"explore", "--platform", platform, "--network", network, "--data",
                           "synthetic:classes=4,size=16,noise=0.5,train=400,test=200", "--epochs", "2,1,1", "--images",
                           "300", "--points", "2", "--seed", "3", "--project", project});
        QVERIFY2(ended.exitCode == 0, ended.errors.constData());
        QVERIFY2((ended.output + ended.errors).contains(log.toUtf8()), (ended.output + ended.errors).constData());
        QCOMPARE((ended.output + ended.errors).contains("of warm-up, all mappings at once"), platform == "darkside");
        const Json points = frontOf(project).at("points");
        QVERIFY(points.size() >= 3);
        // The cheapest costs a fraction, and what is measured is what integers compute.
        QVERIFY(points.front().at("latency_cycles").get<double>() <
                0.95 * points.back().at("latency_cycles").get<double>());
        for (const Json *point : {&points.front(), &points[points.size() / 2]}) {
            const Ended integers =
                cli::runOdimo({"evaluate", project, "--run", QString::number(point->at("run").get<int>()), "--numerics",
                               "integer", "--json"});
            QVERIFY2(integers.exitCode == 0, integers.errors.constData());
            QCOMPARE(documentOf(integers).at("accuracy").get<double>(), point->at("accuracy").get<double>());
        }
    }
};

QTEST_GUILESS_MAIN(TestOtherChips)
#include "tst_other_chips.moc"
