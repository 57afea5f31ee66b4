// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/option_values.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/data/dataset.h"
#include "core/data/specification.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace odimo::cli {

namespace {

constexpr std::size_t listedProblems = 50;

Table problemTable(const std::vector<data::Problem> &problems)
{
    Table table({{"problem", Align::Left}, {"", Align::Left}});
    for (std::size_t index = 0; index < std::min(problems.size(), listedProblems); ++index)
        table.row({problems[index].place, problems[index].what});
    if (problems.size() > listedProblems)
        table.row({"and " + std::to_string(problems.size() - listedProblems) + " more"});
    return table;
}

Json problemsToJson(const std::vector<data::Problem> &problems)
{
    Json json = Json::array();
    for (const data::Problem &problem : problems)
        json.push_back({{"place", problem.place}, {"what", problem.what}});
    return json;
}

void printText(const data::DatasetSummary &data)
{
    std::string text = data.name + ": " + std::to_string(data.trainImages) + " training and " +
                       std::to_string(data.testImages) + " test images of " + std::to_string(data.channels) + " x " +
                       std::to_string(data.height) + " x " + std::to_string(data.width) + "\n\n";
    Table classes({{"label"}, {"class", Align::Left}, {"training"}, {"test"}});
    for (std::size_t label = 0; label < data.classes.size(); ++label)
        classes.row({std::to_string(label), data.classes[label], std::to_string(data.trainPerClass[label]),
                     std::to_string(data.testPerClass[label])});
    text += classes.text() + "\n";
    if (data.kind == data::ValueKind::Features)
        text += "Features from " + withMinusSign(numberText(data.least)) + " to " +
                withMinusSign(numberText(data.most)) +
                ", taken as they are: the network should be used to numbers of that size, or normalise= makes them so."
                "\n\n";
    else if (data.isNormalised)
        text += "Pixels, normalised to numbers from " + withMinusSign(numberText(data.least)) + " to " +
                withMinusSign(numberText(data.most)) + ".\n\n";
    Table channels({{"channel"}, {"mean"}, {"deviation"}});
    for (std::size_t channel = 0; channel < data.mean.size(); ++channel)
        channels.row(
            {std::to_string(channel), decimal(data.mean[channel], 4), decimal(data.standardDeviation[channel], 4)});
    text += channels.text();
    if (!data.problems.empty())
        text += "\n" + problemTable(data.problems).text();
    print(stdout, text);
}

void printJson(const data::DatasetSummary &data)
{
    printDocument({{"name", data.name},
                   {"classes", data.classes},
                   {"channels", data.channels},
                   {"height", data.height},
                   {"width", data.width},
                   {"train_images", data.trainImages},
                   {"test_images", data.testImages},
                   {"train_per_class", data.trainPerClass},
                   {"test_per_class", data.testPerClass},
                   {"mean", data.mean},
                   {"standard_deviation", data.standardDeviation},
                   {"values", data.kind == data::ValueKind::Features ? "features"
                              : data.isNormalised                    ? "normalised pixels"
                                                                     : "pixels"},
                   {"least", data.least},
                   {"most", data.most},
                   {"problems", problemsToJson(data.problems)}});
}

struct DataOptions {
    std::string data;
    bool skipBad = false;
    bool json = false;
};

/// Shows what is good and what is not; the latter is an error unless it may be skipped.
int showData(const DataOptions &options)
{
    const data::DatasetSummary summary = data::summarise(data::inspectDataset(options.data));
    options.json ? printJson(summary) : printText(summary);
    if (!summary.problems.empty() && !options.skipBad && !data::skipsBad(options.data))
        throw Error(options.data + " has " + std::to_string(summary.problems.size()) +
                    (summary.problems.size() == 1 ? " problem; correct it" : " problems; correct them") +
                    ", or go on with what is good: --skip-bad, or as --data " + data::withSkipBad(options.data));
    return 0;
}

} // namespace

Action defineData(CLI::App &app)
{
    const auto options = std::make_shared<DataOptions>();
    app.add_option("data", options->data, dataHelp)->required();
    app.add_flag("--skip-bad", options->skipBad, "Problems are no error");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showData(*options);
    };
}

} // namespace odimo::cli
