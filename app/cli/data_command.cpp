// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "core/data/dataset.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

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
    Table channels({{"channel"}, {"mean"}, {"deviation"}});
    for (std::size_t channel = 0; channel < data.mean.size(); ++channel)
        channels.row(
            {std::to_string(channel), decimal(data.mean[channel], 4), decimal(data.standardDeviation[channel], 4)});
    print(stdout, text + channels.text());
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
                   {"standard_deviation", data.standardDeviation}});
}

struct Options {
    std::string data;
    bool json = false;
};

} // namespace

Action defineData(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("data", options->data, "fashion-mnist, synthetic[:option=value,...] or a folder of IDX files")
        ->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        const data::DatasetSummary summary = data::summarise(data::loadDataset(options->data));
        options->json ? printJson(summary) : printText(summary);
        return 0;
    };
}

} // namespace odimo::cli
