// SPDX-License-Identifier: Apache-2.0
#include "app/cli/evaluation_report.h"

#include <QTest>

#include <nlohmann/json.hpp>

namespace odimo::cli {

namespace {

/// Three images of two classes.
Evaluation evaluation(Numerics numerics, std::optional<Array> array, std::vector<float> logits)
{
    return {{numerics, array},
            {.split = "test", .numerics = nameOf(numerics), .correct = 2, .total = 3, .loss = 0.5},
            std::move(logits)};
}

const std::vector<float> chip = {1, 0, 0, 1, 2, 2};
const std::vector<float> sameDecisions = {3, 0, 0, 1, 2, 2};
const std::vector<float> otherDecision = {0, 1, 0, 1, 2, 2};
const std::vector<float> equalLogits = {1, 1, 0, 1, 2, 2}; // The first decides.

std::vector<Evaluation> all(const std::vector<float> &fake)
{
    return {evaluation(Numerics::Float, {}, otherDecision), evaluation(Numerics::Fake, Array::Ideal, fake),
            evaluation(Numerics::Integer, Array::Ideal, chip)};
}

} // namespace

class TestEvaluationReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsTheImagesThatAreDecidedDifferently()
    {
        const std::vector<Difference> differences = differencesOf(all(chip));
        QCOMPARE(differences.size(), 3U); // float and fake, float and integer, fake and integer
        QCOMPARE(differences[1].images, 3);
        QCOMPARE(differences[1].decided, 1);
        QCOMPARE(differences[1].withLogits, 1);
        QVERIFY(!differences[1].mustBeNone());
        QCOMPARE(differences[2].decided, 0);
        QCOMPARE(differences[2].withLogits, 0);
        QVERIFY(differences[2].mustBeNone());
        QCOMPARE(differencesOf(all(equalLogits))[2].decided, 0);
    }

    void fakeAndIntegerContradictEachOtherInAnyLogit()
    {
        QVERIFY(contradictionsOf(differencesOf(all(chip))).empty());
        for (const auto &[logits, decided] :
             {std::pair(otherDecision, "decide 1 image differently"), std::pair(sameDecisions, "decide 0 images")}) {
            const std::vector<std::string> found = contradictionsOf(differencesOf(all(logits)));
            QCOMPARE(found.size(), 1U);
            QVERIFY2(found.front().find(decided) != std::string::npos, found.front().c_str());
            QVERIFY2(found.front().starts_with("fake (ideal) and integer (ideal)"), found.front().c_str());
            const Json document = evaluationToJson(4, all(logits));
            QCOMPARE(document.at("findings").size(), 1U);
            QCOMPARE(document.at("findings").at(0).at("severity").get<std::string>(), "error");
        }
    }

    /// The array may change what is decided; so may one of two respects, but of two at a time nothing is told.
    void arraysAreCompared()
    {
        const std::vector<Evaluation> evaluations = {evaluation(Numerics::Fake, Array::Adc, chip),
                                                     evaluation(Numerics::Integer, Array::Ideal, otherDecision),
                                                     evaluation(Numerics::Integer, Array::Adc, chip)};
        const std::vector<Difference> differences = differencesOf(evaluations);
        QCOMPARE(differences.size(), 2U);
        QVERIFY(differences[0].mustBeNone());  // fake and integer, adc
        QVERIFY(!differences[1].mustBeNone()); // integer, ideal and adc
        QCOMPARE(differences[1].decided, 1);
        QVERIFY(contradictionsOf(differences).empty());
    }

    void anIdealArrayOfAPlatformWithConvertersIsForComparison()
    {
        const std::vector<Evaluation> ideal = {evaluation(Numerics::Integer, Array::Ideal, {})};
        const std::string note = "for comparison only";
        QVERIFY(evaluationText(ideal, true).find(note) != std::string::npos);
        QVERIFY(evaluationText(ideal, false).find(note) == std::string::npos);
        QVERIFY(evaluationText({evaluation(Numerics::Integer, Array::Adc, {})}, true).find(note) == std::string::npos);
    }

    void textHasALineForEachAndForEachPair()
    {
        const std::string text = evaluationText(all(chip), false);
        for (const char *expected :
             {"3 images of the test set", "float and integer (ideal) decide 1 image differently\n",
              "fake (ideal) and integer (ideal) decide 0 images differently\n"})
            QVERIFY2(text.find(expected) != std::string::npos, text.c_str());
        QCOMPARE(evaluationText({evaluation(Numerics::Fake, Array::Ideal, {})}, false).find('\n'),
                 evaluationText({evaluation(Numerics::Fake, Array::Ideal, {})}, false).size() - 1);
    }

    void oneEvaluationIsAFlatDocument()
    {
        const Json document = evaluationToJson(4, {evaluation(Numerics::Float, {}, {})});
        QCOMPARE(document.at("run").get<int>(), 4);
        QCOMPARE(document.at("numerics").get<std::string>(), "float");
        QVERIFY(document.at("array").is_null());
        QCOMPARE(document.at("correct").get<int>(), 2);
        QVERIFY(!document.contains("results"));
        const Json several = evaluationToJson(4, all(chip));
        QCOMPARE(several.at("results").size(), 3U);
        QCOMPARE(several.at("results").at(2).at("array").get<std::string>(), "ideal");
        QCOMPARE(several.at("differences").at(1).at("decided_differently").get<int>(), 1);
        QVERIFY(several.at("findings").empty());
    }
};

} // namespace odimo::cli

QTEST_APPLESS_MAIN(odimo::cli::TestEvaluationReport)
#include "tst_evaluation_report.moc"
