// SPDX-License-Identifier: Apache-2.0
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/report/write/writers.h"
#include "tests/core/report/report_projects.h"
#include "tests/core/report/schema_check.h"

#include <QTest>

using namespace odimo;

class TestJsonSchema : public QObject {
    Q_OBJECT

    static Json schema() { return parseJson(readText(resourcePath("report-schema.json")), "schema"); }

    static QString problemOf(const project::Project &project, const report::ReportRequest &request = {})
    {
        const Json rules = schema();
        return QString::fromStdString(
            tests::SchemaCheck(rules).problemOf(report::jsonOf(report::makeReport(project, request))));
    }

private slots:
    void reportsKeepToThePublishedSchema()
    {
        QCOMPARE(problemOf(samples::MeasuredProject().project, {.runs = {1, 2}}), "");
        QCOMPARE(problemOf(samples::NewProject().project), "");
        QCOMPARE(problemOf(samples::HostileProject().project, {.runs = {1, 2}}), "");
        QCOMPARE(problemOf(project::Project::open(ODIMO_TEST_DATA "/../projects/fashion-resnet8.odimo",
                                                  project::Access::ReadOnly)),
                 "");
    }

    void theCheckSeesWhatIsMissingWrongOrNew()
    {
        const Json rules = schema();
        const tests::SchemaCheck check(rules);
        const Json good = report::jsonOf(report::makeReport(samples::MeasuredProject().project, {}));
        for (const auto &[name, value] : good.items()) {
            Json without = good;
            without.erase(name);
            QVERIFY2(!check.problemOf(without).empty(), name.c_str());
            Json wrong = good;
            wrong[name] = 1.5;
            QVERIFY2(!check.problemOf(wrong).empty(), name.c_str());
        }
        Json more = good;
        more["chosen"][0]["layers"][0]["colour"] = "red";
        QCOMPARE(check.problemOf(more), std::string("$.chosen[0].layers[0].colour is not in the schema"));
    }
};

QTEST_APPLESS_MAIN(TestJsonSchema)
#include "tst_json_schema.moc"
