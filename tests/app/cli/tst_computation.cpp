// SPDX-License-Identifier: Apache-2.0
#include "app/cli/computation.h"
#include "core/base/error.h"
#include "core/base/json.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace odimo::cli {

namespace {

platform::Platform withConverters()
{
    Json json = Json::parse(platform::loadPlatform("diana").json);
    Json &analog = json["units"][1];
    analog["array"] = "adc";
    analog["converter_bits"] = 6;
    analog["converter_rows"] = 1152;
    return platform::platformFromText(json.dump(), "converters.json");
}

platform::Platform withoutConverters()
{
    Json json = Json::parse(platform::loadPlatform("diana").json);
    Json &analog = json["units"][1];
    for (const char *field : {"array", "converter_bits", "converter_rows"})
        analog.erase(field);
    return platform::platformFromText(json.dump(), "ideal.json");
}

std::string namesOf(const std::vector<Computation> &computations)
{
    std::string names;
    for (const Computation &each : computations)
        names += (names.empty() ? "" : ", ") + nameOf(each);
    return names;
}

} // namespace

class TestComputation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numericsComeInTheOrderGivenAndOnce()
    {
        QVERIFY((parseNumerics("integer,float,integer") == std::vector{Numerics::Integer, Numerics::Float}));
        QVERIFY(
            (parseNumerics("float,fake,integer") == std::vector{Numerics::Float, Numerics::Fake, Numerics::Integer}));
    }

    void whatIsNoneIsNamed()
    {
        for (const char *text : {"integers", "float,,fake", "float,integers"})
            QVERIFY_THROWS_EXCEPTION(Error, parseNumerics(text));
        try {
            parseNumerics("float,integers");
        } catch (const Error &error) {
            QCOMPARE(error.what(), "--numerics: 'integers' is unknown; there are float, fake, integer");
        }
        QVERIFY_THROWS_EXCEPTION(Error, parseNumerics(""));
        QVERIFY_THROWS_EXCEPTION(Error, computationsOf({Numerics::Fake}, "analog", withConverters()));
    }

    void theArrayIsThatOfThePlatformUnlessAsked()
    {
        const std::vector<Numerics> all = parseNumerics("float,fake,integer");
        QCOMPARE(namesOf(computationsOf(all, "", withConverters())), "float, fake (adc), integer (adc)");
        QCOMPARE(namesOf(computationsOf(all, "", withoutConverters())), "float, fake (ideal), integer (ideal)");
        QCOMPARE(namesOf(computationsOf({Numerics::Integer}, "ideal,adc", withConverters())),
                 "integer (ideal), integer (adc)");
        QCOMPARE(namesOf(computationsOf({Numerics::Integer}, "ideal", withoutConverters())), "integer (ideal)");
    }

    void convertersThatAreNotThereAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, computationsOf({Numerics::Integer}, "adc", withoutConverters()));
    }
};

} // namespace odimo::cli

QTEST_APPLESS_MAIN(odimo::cli::TestComputation)
#include "tst_computation.moc"
