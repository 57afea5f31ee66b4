// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/receipt_table.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/deploy/verify/verify.h"
#include "core/host/deliver/receipts.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct Options {
    std::string folder;
    std::vector<std::string> targets;
    std::string project;
    bool json = false;
};

int verify(const Options &options)
{
    const deploy::ReadPackage package = deploy::readPackage(options.folder);
    const deploy::Receipt receipt = deploy::verifyPackage(package, {.targets = options.targets});
    if (!options.project.empty()) {
        project::Project project = project::Project::open(options.project, project::Access::ReadWrite);
        host::storeReceipt(project, package.run, receipt);
    }
    if (options.json)
        printDocument(deploy::toJson(receipt));
    else
        print(stdout, receiptTable(receipt).text());
    return receipt.isPassed() ? 0 : exitCode(ErrorKind::RunFailed);
}

} // namespace

Action defineVerify(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("folder", options->folder, "A package that `odimo export --target diana` wrote")->required();
    app.add_option("--target", options->targets, "host, san, rv32; all by default")->delimiter(',');
    app.add_option("--project", options->project, "Keep the receipt with the run that was exported");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return verify(*options);
    };
}

} // namespace odimo::cli
