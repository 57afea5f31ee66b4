// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "core/base/json_reader.h"
#include "core/platform/platform.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

std::string operatorsOf(const platform::ComputeUnit &unit)
{
    std::string names;
    for (const platform::OperatorKind kind : unit.operators) {
        names += names.empty() ? "" : ", ";
        switch (kind) {
        case platform::OperatorKind::Convolution:
            names += "convolution";
            break;
        case platform::OperatorKind::GroupedConvolution:
            names += "grouped convolution";
            break;
        case platform::OperatorKind::FullyConnected:
            names += "fully connected";
            break;
        }
    }
    return names;
}

std::string weightsOf(const platform::ComputeUnit &unit)
{
    return unit.format.weightBits == 2 ? "ternary" : std::to_string(unit.format.weightBits) + " bit";
}

void printText(const std::vector<platform::Platform> &platforms)
{
    std::string text;
    for (const platform::Platform &platform : platforms) {
        Table units(
            {{"unit", Align::Left}, {"weights", Align::Left}, {"runs", Align::Left}, {"description", Align::Left}});
        for (const platform::ComputeUnit &unit : platform.units)
            units.row({unit.name, weightsOf(unit), operatorsOf(unit), unit.title});
        text += (text.empty() ? "" : "\n") + platform.name + ": " + platform.title + ", " +
                withUnit(platform.clock_Hz, "Hz") + "\n" + platform.description + "\n\n" + units.text();
    }
    print(stdout, text);
}

/// The platforms in the form of their files.
void printJson(const std::vector<platform::Platform> &platforms)
{
    Json document = Json::array();
    for (const platform::Platform &platform : platforms)
        document.push_back(parseJson(platform.json, platform.name));
    printDocument(document);
}

} // namespace

Action definePlatforms(CLI::App &app)
{
    const auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "Print one JSON document");
    return [json] {
        std::vector<platform::Platform> platforms;
        for (const std::string &name : platform::platformNames())
            platforms.push_back(platform::loadPlatform(name));
        *json ? printJson(platforms) : printText(platforms);
        return 0;
    };
}

} // namespace odimo::cli
