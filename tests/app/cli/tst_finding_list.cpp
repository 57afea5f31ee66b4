// SPDX-License-Identifier: Apache-2.0
#include "app/cli/finding_list.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo::cli;
using odimo::onnx::Finding;
using enum odimo::onnx::Verdict;

namespace {

const std::vector<Finding> findings = {
    {Mappable, "/conv", "Conv", "a layer"},
    {Folded, "/relu1", "Relu", "folded into /conv1"},
    {Host, "/pool", "MaxPool", "runs on the host core"},
    {Folded, "/relu2", "Relu", "folded into /conv2"},
    {Refused, "/up", "Resize", "changes the size", "use a strided convolution"},
    {Note, "/softmax", "Softmax", "is left out"},
};

} // namespace

class TestFindingList : public QObject {
    Q_OBJECT

private slots:
    void whatStandsInTheWayComesFirst()
    {
        const QStringList lines = QString::fromStdString(findingsText(findings)).split('\n');
        QCOMPARE(lines.size(), 2 + 4 + 1);
        QCOMPARE(lines[2].simplified(), "refused /up Resize changes the size; use a strided convolution");
        QCOMPARE(lines[3].simplified(), "note /softmax Softmax is left out");
        QCOMPARE(lines[4].simplified(), "host /pool MaxPool runs on the host core");
    }

    void equalFindingsShareALine()
    {
        const QString text = QString::fromStdString(findingsText(findings));
        QVERIFY(text.contains("2 nodes"));
        QVERIFY(text.contains("folded into the nodes beside them, the first into /conv1"));
        QVERIFY(!text.contains("/conv2"));
    }

    void mappableLayersAreLeftToTheTable()
    {
        QVERIFY(!QString::fromStdString(findingsText(findings)).contains("a layer"));
        QCOMPARE(findingsText({findings[0]}), std::string());
    }

    void jsonHasThemAll()
    {
        const odimo::Json json = findingsToJson(findings);
        QCOMPARE(json.size(), findings.size());
        QCOMPARE(json[4].dump(), std::string(R"({"severity":"refused","node":"/up","op":"Resize",)"
                                             R"("reason":"changes the size","remedy":"use a strided convolution"})"));
    }
};

QTEST_APPLESS_MAIN(TestFindingList)
#include "tst_finding_list.moc"
