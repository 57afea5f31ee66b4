// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/manifest.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/base/version.h"

#include <nlohmann/json.hpp>

namespace odimo::deploy {

std::vector<Refusal> refusalsWithoutIntegers(const ExportRequest &request)
{
    if (request.integers)
        return {};
    return {{{},
             "integers",
             request.mapping ? "quantised by the published rules, which have no integer form"
                             : "not mapped: it has no quantised values",
             "mappings with the integers of the corrected rules",
             "Choose a mapping of an exploration by the corrected rules."}};
}

const integer::QuantisedNetwork &integersOf(const ExportRequest &request)
{
    if (request.integers)
        return *request.integers;
    throw Error(request.name +
                (request.mapping ? " was quantised by the published rules, which have no integer form"
                                 : " is not mapped: it has no quantised values") +
                "; choose a mapping of an exploration by the corrected rules");
}

Json manifestOf(const ExportRequest &request, int schema, const Json &files)
{
    Json manifest = {{"schema", schema}, {"files", files}, {"odimo", version()}};
    manifest.update(parseJson(request.facts, "facts of " + request.name));
    return manifest;
}

} // namespace odimo::deploy
