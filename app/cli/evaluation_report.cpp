// SPDX-License-Identifier: Apache-2.0
#include "app/cli/evaluation_report.h"

#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "app/cli/table.h"
#include "core/base/grouped_digits.h"
#include "core/mapping/front/pareto.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace odimo::cli {

namespace {

bool differInOneRespect(const Computation &one, const Computation &other)
{
    return one.numerics == other.numerics || one.array == other.array || !one.array || !other.array;
}

std::ptrdiff_t decisionOf(std::span<const float> logits) { return std::ranges::max_element(logits) - logits.begin(); }

Difference difference(const Evaluation &one, const Evaluation &other)
{
    Difference made{.one = one.computation, .other = other.computation, .images = one.measured.total};
    const std::size_t classes = one.logits.size() / static_cast<std::size_t>(made.images);
    for (std::size_t begin = 0; begin < one.logits.size(); begin += classes) {
        const std::span<const float> a = std::span(one.logits).subspan(begin, classes);
        const std::span<const float> b = std::span(other.logits).subspan(begin, classes);
        made.decided += decisionOf(a) != decisionOf(b);
        made.withLogits += !std::ranges::equal(a, b);
    }
    return made;
}

std::string imagesText(std::int64_t count)
{
    return groupedDigits(std::to_string(count)) + (count == 1 ? " image" : " images");
}

Json toJson(const Computation &computation)
{
    return {{"numerics", nameOf(computation.numerics)},
            {"array", computation.array ? Json(nameOf(*computation.array)) : Json(nullptr)}};
}

Json toJson(const Evaluation &evaluation)
{
    const protocol::Measured &measured = evaluation.measured;
    const mapping::Interval interval = mapping::accuracyInterval(measured.correct, measured.total);
    Json json = toJson(evaluation.computation);
    json.update({{"accuracy", measured.accuracy()},
                 {"accuracy_interval", {interval.low, interval.high}},
                 {"correct", measured.correct},
                 {"total", measured.total},
                 {"loss", measured.loss}});
    return json;
}

std::string lineOf(const Evaluation &evaluation, bool hasConverters)
{
    const protocol::Measured &measured = evaluation.measured;
    const Computation &computation = evaluation.computation;
    return accuracyText(measured.correct, measured.total) + " (" + std::to_string(measured.correct) + " of " +
           std::to_string(measured.total) + " images of the " + measured.split + " set, " +
           (hasConverters ? nameOf(computation) : nameOf(computation.numerics)) + ", 95 % interval)\n";
}

std::string tableOf(const std::vector<Evaluation> &evaluations)
{
    Table table({{"numerics", Align::Left}, {"array", Align::Left}, {"accuracy"}, {"correct"}, {"loss"}});
    for (const Evaluation &each : evaluations)
        table.row({nameOf(each.computation.numerics), each.computation.array ? nameOf(*each.computation.array) : "",
                   accuracyText(each.measured.correct, each.measured.total),
                   groupedDigits(std::to_string(each.measured.correct)), decimal(each.measured.loss, 4)});
    return table.text();
}

} // namespace

bool Difference::mustBeNone() const { return one.array && one.array == other.array && one.numerics != other.numerics; }

std::vector<Difference> differencesOf(const std::vector<Evaluation> &evaluations)
{
    std::vector<Difference> differences;
    for (std::size_t one = 0; one < evaluations.size(); ++one)
        for (std::size_t other = one + 1; other < evaluations.size(); ++other)
            if (differInOneRespect(evaluations[one].computation, evaluations[other].computation))
                differences.push_back(difference(evaluations[one], evaluations[other]));
    return differences;
}

std::vector<std::string> contradictionsOf(const std::vector<Difference> &differences)
{
    std::vector<std::string> sentences;
    for (const Difference &each : differences)
        if (each.mustBeNone() && each.withLogits > 0)
            sentences.push_back(nameOf(each.one) + " and " + nameOf(each.other) + " decide " +
                                imagesText(each.decided) + " differently and have other logits for " +
                                imagesText(each.withLogits) + " of " + groupedDigits(std::to_string(each.images)) +
                                ", but both compute the integers of the chip; one of them is wrong, so do not rely on "
                                "these accuracies");
    return sentences;
}

std::string evaluationText(const std::vector<Evaluation> &evaluations, bool hasConverters)
{
    std::string text;
    if (evaluations.size() == 1)
        text = lineOf(evaluations.front(), hasConverters);
    else {
        const protocol::Measured &measured = evaluations.front().measured;
        text = imagesText(measured.total) + " of the " + measured.split + " set, 95 % intervals\n\n" +
               tableOf(evaluations) + "\n";
        for (const Difference &each : differencesOf(evaluations))
            text += nameOf(each.one) + " and " + nameOf(each.other) + " decide " + imagesText(each.decided) +
                    " differently\n";
    }
    const bool hasIdeal =
        std::ranges::any_of(evaluations, [](const Evaluation &each) { return each.computation.array == Array::Ideal; });
    if (hasConverters && hasIdeal)
        text += "ideal: without the converters that the platform has, for comparison only; its chip computes adc\n";
    return text;
}

Json evaluationToJson(std::int64_t run, const std::vector<Evaluation> &evaluations)
{
    Json document = {{"run", run}, {"split", evaluations.front().measured.split}};
    if (evaluations.size() == 1) {
        document.update(toJson(evaluations.front()));
        return document;
    }
    document.update({{"results", Json::array()}, {"differences", Json::array()}, {"findings", Json::array()}});
    for (const Evaluation &each : evaluations)
        document["results"].push_back(toJson(each));
    const std::vector<Difference> differences = differencesOf(evaluations);
    for (const Difference &each : differences)
        document["differences"].push_back({{"between", {toJson(each.one), toJson(each.other)}},
                                           {"images", each.images},
                                           {"decided_differently", each.decided},
                                           {"other_logits", each.withLogits}});
    for (const std::string &sentence : contradictionsOf(differences))
        document["findings"].push_back({{"severity", "error"}, {"text", sentence}});
    return document;
}

} // namespace odimo::cli
