// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "core/base/json_reader.h"
#include "core/platform/left_out.h"
#include "core/platform/platform.h"
#include "core/platform/platform_findings.h"

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

/// What it computes in place of operators that it does not have.
std::string standInsOf(const platform::ComputeUnit &unit)
{
    std::string texts;
    for (const platform::StandIn &standIn : unit.standsIn)
        switch (standIn.operation) {
        case platform::Operation::Same:
            break;
        case platform::Operation::Depthwise:
            texts += ", convolution as depthwise";
            break;
        case platform::Operation::LeftOut:
            return "nothing: a constant remains";
        }
    return texts;
}

std::string weightsOf(const platform::ComputeUnit &unit)
{
    if (platform::leavesOut(unit))
        return "none";
    return unit.format.weightBits == 2 ? "ternary" : std::to_string(unit.format.weightBits) + " bit";
}

void printText(const std::vector<platform::Platform> &platforms)
{
    std::string text;
    for (const platform::Platform &platform : platforms) {
        Table units(
            {{"unit", Align::Left}, {"weights", Align::Left}, {"runs", Align::Left}, {"description", Align::Left}});
        for (const platform::ComputeUnit &unit : platform.units)
            units.row({unit.name, weightsOf(unit), operatorsOf(unit) + standInsOf(unit), unit.title});
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

const char *nameOf(platform::PlatformFinding::Severity severity)
{
    switch (severity) {
    case platform::PlatformFinding::Severity::Note:
        return "note";
    case platform::PlatformFinding::Severity::Warning:
        return "warning";
    }
    return "";
}

int checkPlatform(const std::string &nameOrPath, bool json)
{
    const platform::Platform platform = platform::loadPlatform(nameOrPath);
    const std::vector<platform::PlatformFinding> findings = platform::findingsOf(platform);
    if (json) {
        Json list = Json::array();
        for (const platform::PlatformFinding &finding : findings)
            list.push_back({{"severity", nameOf(finding.severity)}, {"text", finding.text}});
        printDocument({{"platform", platform.name}, {"units", platform.units.size()}, {"findings", list}});
        return 0;
    }
    std::string text = nameOrPath + " is the platform " + platform.name + " with " +
                       std::to_string(platform.units.size()) + (platform.units.size() == 1 ? " unit" : " units") +
                       ", the reference being " +
                       platform.units[static_cast<std::size_t>(platform.referenceUnit())].name + ".\n";
    for (const platform::PlatformFinding &finding : findings)
        text += std::string(nameOf(finding.severity)) + ": " + finding.text + "\n";
    print(stdout, findings.empty() ? text + "No findings.\n" : text);
    return 0;
}

Action defineCheck(CLI::App &app)
{
    struct Options {
        std::string platform;
        bool json = false;
    };
    const auto options = std::make_shared<Options>();
    app.add_option("platform", options->platform, "A platform file (.json), or a name of `odimo platforms`")
        ->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return checkPlatform(options->platform, options->json);
    };
}

} // namespace

Action definePlatforms(CLI::App &app)
{
    CLI::App *check = app.add_subcommand("check", "Read a platform file and say what is odd about it");
    const Action checkAction = defineCheck(*check);
    const auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "Print one JSON document");
    return [json, check, checkAction] {
        if (check->parsed())
            return checkAction();
        std::vector<platform::Platform> platforms;
        for (const std::string &name : platform::platformNames())
            platforms.push_back(platform::loadPlatform(name));
        *json ? printJson(platforms) : printText(platforms);
        return 0;
    };
}

} // namespace odimo::cli
