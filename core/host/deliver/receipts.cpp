// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/receipts.h"

#include "core/base/error.h"
#include "core/deploy/diana/source/package_manifest.h"
#include "core/host/deliver/trained_run.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

std::string keyOf(std::int64_t run) { return "receipt of run " + std::to_string(run); }

std::string networkHash(const project::Project &project, const project::Run &run)
{
    return run.mapping ? deploy::hashOf(integersOf(run, project)) : std::string();
}

} // namespace

void storeReceipt(project::Project &project, std::int64_t run, const deploy::Receipt &receipt)
{
    if (networkHash(project, project.run(run)) != receipt.networkHash)
        throw Error("the package holds another network than run " + std::to_string(run) + " of " +
                    project.path().string() + "; its receipt belongs to the project that it was exported from");
    project.storeDocument(keyOf(run), toJson(receipt).dump());
}

std::string receiptOf(const project::Project &project, std::int64_t run) { return project.document(keyOf(run)); }

} // namespace odimo::host
