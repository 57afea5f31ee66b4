// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/receipt_table.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/deploy/verify/verify.h"
#include "core/host/deliver/receipts.h"
#include "core/host/deliver/test_images.h"
#include "core/host/plan/threads.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct VerifyOptions {
    std::string folder;
    std::vector<std::string> targets;
    std::string project;
    std::int64_t run = 0;
    int images = 0;
    bool foreign = false;
    bool json = false;
};

/// The number of the run that the package holds.
std::int64_t runOf(const VerifyOptions &options, const deploy::ReadPackage &package)
{
    return options.run > 0 ? options.run : package.run;
}

/// The run of a package whose network it must be.
project::Run runIn(const project::Project &project, const VerifyOptions &options, const deploy::ReadPackage &package)
{
    project::Run run = project.run(runOf(options, package));
    host::requireSameNetwork(project, run, package.networkHash);
    return run;
}

deploy::VerifySettings settingsOf(const VerifyOptions &options, const deploy::ReadPackage &package)
{
    deploy::VerifySettings settings{.targets = options.targets};
    if (options.images == 0)
        return settings;
    if (options.project.empty())
        throw Error("--images needs the images and the network of the run: name its project with --project");
    const project::Project project = shownProject(options.project);
    settings.processes = host::availableCores();
    settings.images = host::testImagesOf(runIn(project, options, package), project, options.images, settings.processes);
    return settings;
}

/// Code from elsewhere is not run unasked, and what is run is said before.
void announce(const VerifyOptions &options, const deploy::ReadPackage &package)
{
    if (!package.foreignFile.empty() && !options.foreign)
        throw Error(
            package.foreignFile + " of " + options.folder +
            " is not the one that this version of the program exports, and verifying the package would build and "
            "run what it says. Look at the package, then verify it with --foreign, or export it again");
    print(stderr, "Building and running the C of " + options.folder + " with make, by the Makefile in it\n");
}

int verify(const VerifyOptions &options)
{
    const deploy::ReadPackage package = deploy::readPackage(options.folder);
    if (!options.project.empty()) // Before minutes of work for a receipt that the project would not take.
        project::Project::open(options.project, project::Access::ReadWrite);
    announce(options, package);
    const deploy::Receipt receipt = deploy::verifyPackage(package, settingsOf(options, package));
    std::optional<project::Measurement> stored;
    if (!options.project.empty()) {
        project::Project project = project::Project::open(options.project, project::Access::ReadWrite);
        host::storeReceipt(project, runOf(options, package), receipt);
        stored = project.run(runOf(options, package)).test();
    }
    if (options.json) {
        printDocument(deploy::toJson(receipt));
    } else {
        const std::string accuracies = imageAccuracies(receipt, stored);
        print(stdout,
              receiptTable(receipt).text() + memoryText(receipt) + (accuracies.empty() ? "" : "\n" + accuracies));
    }
    if (const std::string contradiction = contradictionOf(receipt, stored); !contradiction.empty())
        throw Error(contradiction, ErrorKind::RunFailed);
    return receipt.isPassed() ? 0 : exitCode(ErrorKind::RunFailed);
}

} // namespace

Action defineVerify(CLI::App &app)
{
    const auto options = std::make_shared<VerifyOptions>();
    app.add_option("folder", options->folder, "A package that `odimo export --target diana` wrote")->required();
    app.add_option("--target", options->targets, "host, san, rv32; all by default")->delimiter(',');
    app.add_option("--project", options->project, "Keep the receipt with the run that was exported")
        ->type_name(projectValue);
    app.add_option("--run", options->run, "The number of that run, if not as the package says")
        ->check(CLI::PositiveNumber);
    app.add_option("--images", options->images,
                   "Compute so many images of the test set as well, and compare each output with the executor's; needs "
                   "--project (targets host and san)")
        ->check(CLI::PositiveNumber);
    app.add_flag(
        "--foreign", options->foreign,
        "Also build and run a package with a Makefile, or other common files, that this version of the program "
        "did not write");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return verify(*options);
    };
}

} // namespace odimo::cli
