// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/receipts.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/deploy/diana/source/package_manifest.h"
#include "core/host/deliver/trained_run.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

std::string keyOf(std::int64_t run) { return "receipt of run " + std::to_string(run); }

std::string hashOfNetwork(const project::Project &project, const project::Run &run)
{
    return run.mapping ? deploy::hashOf(integersOf(run, project)) : std::string();
}

} // namespace

void requireSameNetwork(const project::Project &project, const project::Run &run, const std::string &networkHash)
{
    if (hashOfNetwork(project, run) != networkHash)
        throw Error("the package holds another network than run " + std::to_string(run.id) + " of " +
                    project.path().string() + "; its receipt belongs to the project that it was exported from");
}

void storeReceipt(project::Project &project, std::int64_t run, const deploy::Receipt &receipt)
{
    requireSameNetwork(project, project.run(run), receipt.networkHash);
    project.storeDocument(keyOf(run), toJson(receipt).dump());
}

std::optional<deploy::Receipt> receiptOf(const project::Project &project, std::int64_t run)
{
    const std::string text = project.document(keyOf(run));
    if (text.empty())
        return std::nullopt;
    const std::string where = keyOf(run) + " of " + project.path().string();
    return deploy::receiptFromJson(parseJson(text, where), where);
}

} // namespace odimo::host
