// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/manifest.h"

#include "core/base/json_reader.h"
#include "core/base/version.h"

#include <nlohmann/json.hpp>

namespace odimo::deploy {

Json manifestOf(const ExportRequest &request, int schema, const Json &files)
{
    Json manifest = {{"schema", schema}, {"files", files}, {"odimo", version()}};
    manifest.update(parseJson(request.facts, "facts of " + request.name));
    return manifest;
}

} // namespace odimo::deploy
