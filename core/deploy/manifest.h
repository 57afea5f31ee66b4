// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/deploy/export_request.h"
#include "core/deploy/refusal.h"

#include <vector>

namespace odimo::deploy {

/// One refusal if the request has no integers, otherwise none.
std::vector<Refusal> refusalsWithoutIntegers(const ExportRequest &request);

/// Throws Error, saying why there are none, if the request has no integers.
const integer::QuantisedNetwork &integersOf(const ExportRequest &request);

/// The beginning of every manifest: {"schema", "files": {name: what it holds}, "odimo": the version of this program},
/// followed by the facts of the request.
Json manifestOf(const ExportRequest &request, int schema, const Json &files);

} // namespace odimo::deploy
