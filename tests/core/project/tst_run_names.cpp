// SPDX-License-Identifier: Apache-2.0
#include "core/project/run_names.h"
#include "tests/core/project/samples.h"

#include <QTest>

using namespace odimo;
using namespace odimo::project;
using samples::NewProject;

class TestRunNames : public QObject {
    Q_OBJECT

private slots:
    void namesAreKept();
    void anEmptyNameIsNone();
    void refusesBadNames_data();
    void refusesBadNames();
    void refusesNamesOfOtherRuns();
    void reportsADamagedDocument();
};

void TestRunNames::namesAreKept()
{
    NewProject made;
    Project &project = made.project;
    project.save({});
    project.save({});
    QVERIFY(runNames(project).empty());
    storeRunNames(project, {{2, "  schnell genug \xc3\xbc "}});
    const Project again = Project::open(project.path(), Access::ReadOnly);
    QCOMPARE(runNames(again), (RunNames{{2, "schnell genug \xc3\xbc"}}));
}

void TestRunNames::anEmptyNameIsNone()
{
    NewProject made;
    Project &project = made.project;
    project.save({});
    storeRunNames(project, {{1, "fast"}});
    storeRunNames(project, {{1, "  "}});
    QVERIFY(runNames(project).empty());
}

void TestRunNames::refusesBadNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("mentions");
    QTest::newRow("too long") << QByteArray(201, 'x') << QByteArray("201 bytes");
    QTest::newRow("two lines") << QByteArray("one\ntwo") << QByteArray("control character");
}

void TestRunNames::refusesBadNames()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, mentions);
    NewProject made;
    Project &project = made.project;
    project.save({});
    storeRunNames(project, {{1, "fast"}});
    try {
        storeRunNames(project, {{1, name.toStdString()}});
        QFAIL("it was taken");
    } catch (const Error &error) {
        QVERIFY2(QByteArray(error.what()).contains(mentions), error.what());
    }
    QCOMPARE(runNames(project), (RunNames{{1, "fast"}}));
}

void TestRunNames::refusesNamesOfOtherRuns()
{
    NewProject made;
    Project &project = made.project;
    QVERIFY_EXCEPTION_THROWN(storeRunNames(project, {{7, "fast"}}), Error);
}

void TestRunNames::reportsADamagedDocument()
{
    NewProject made;
    Project &project = made.project;
    for (const char *text : {"{\"one\": \"fast\"}", "{\"1\": 2}", "[\"fast\"]", "{"}) {
        project.storeDocument("run_names", text);
        QVERIFY_EXCEPTION_THROWN(runNames(project), Error);
    }
}

QTEST_GUILESS_MAIN(TestRunNames)
#include "tst_run_names.moc"
