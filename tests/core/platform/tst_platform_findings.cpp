// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/platform/platform_findings.h"
#include "tests/core/platform/samples.h"

#include <QTest>

#include <nlohmann/json.hpp>

using namespace odimo;
using namespace odimo::platform;

namespace {

/// "warning: The unit ..." line by line.
QString findingText(const Json &json)
{
    QStringList lines;
    for (const PlatformFinding &finding : findingsOf(platformFromText(json.dump(), "p.json")))
        lines << QString(finding.severity == PlatformFinding::Severity::Warning ? "warning: " : "note: ") +
                     QString::fromStdString(finding.text);
    return lines.join('\n');
}

} // namespace

class TestPlatformFindings : public QObject {
    Q_OBJECT

private slots:
    void findsNothingInDiana() { QCOMPARE(findingText(Json::parse(loadPlatform("diana").json)), ""); }

    void noPlatformOfTheProgramHasWarnings()
    {
        for (const std::string &name : platformNames())
            for (const PlatformFinding &finding : findingsOf(loadPlatform(name)))
                QVERIFY2(finding.severity == PlatformFinding::Severity::Note, finding.text.c_str());
    }

    void namesAnOperatorThatTheCostModelRefuses()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["units"][1]["operators"] = {"convolution", "grouped_convolution", "fully_connected"};
        QCOMPARE(findingText(json), "warning: The unit analog has the operator grouped_convolution, but cannot run a "
                                    "plain layer of it: groups must be 1, not 16.");
    }

    void namesAPowerThatFallsWithMoreUnits()
    {
        Json json = Json::parse(loadPlatform("diana").json);
        json["power"][2]["mW"] = 26;
        QCOMPARE(findingText(json), "warning: With digital, analog active the platform draws less (26 mW) than with "
                                    "analog alone (28.74 mW).");
    }

    void saysWhichUnitIsTheReferenceWhereBitsDoNotDecide()
    {
        Json json = Json::parse(loadPlatform("darkside").json);
        QVERIFY(!findingText(json).contains("reference"));
        json.erase("reference_unit");
        const QString found = findingText(json);
        QVERIFY2(found.contains("note: 2 units have 8 weight bits; the first of them, cluster, is the reference unit."),
                 qPrintable(found));
    }

    void saysWhatIsMissing()
    {
        Json json = Json::parse(loadPlatform("gap8").json);
        json["units"][0]["operators"] = {"convolution"};
        const QString found = findingText(json);
        for (const char *name : {"grouped_convolution", "fully_connected"})
            QVERIFY2(found.contains(QString("note: No unit has the operator %1;").arg(name)), qPrintable(found));
        QVERIFY2(found.contains("note: There is one unit, so that every network has one mapping."), qPrintable(found));
    }

    void searchesRefuseWhatTheyDoNotKnow()
    {
        QVERIFY(!searchRefusal(loadPlatform("diana")));
        const QString standIn = QString::fromStdString(searchRefusal(loadPlatform("darkside")).value_or(""));
        QVERIFY2(standIn.startsWith("the unit dwe of the platform darkside computes channels of a layer by another "
                                    "operator (\"stands_in\"), which a search cannot mix"),
                 qPrintable(standIn));
        Platform contiguous = loadPlatform("diana");
        contiguous.contiguous = true;
        QVERIFY(QString::fromStdString(searchRefusal(contiguous).value_or("")).contains("side by side"));
    }
};

QTEST_APPLESS_MAIN(TestPlatformFindings)
#include "tst_platform_findings.moc"
