// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/export_run.h"

#include "core/base/files.h"
#include "core/host/deliver/run_facts.h"
#include "core/host/deliver/run_weights.h"
#include "core/integer/integerise.h"

#include <nlohmann/json.hpp>

namespace odimo::host {

namespace {

/// `weights` is where the file of weights is put.
deploy::ExportRequest requestOf(const project::Run &run, const project::Project &project,
                                const std::filesystem::path &weights)
{
    const RunWeights kept = weightsOf(run, project);
    project.extractWeights(kept.run, kept.role, weights);
    const platform::Platform &platform = project.setup().platform;
    deploy::ExportRequest request{.name = "run " + std::to_string(run.id),
                                  .trained = mapping::loadTrainedNetwork(weights, platform),
                                  .weights = weights,
                                  .mapping = run.mapping,
                                  .costs = project.costTable(),
                                  .facts = factsOf(run, project).dump()};
    if (run.mapping && request.trained.quantisation && !mapping::isPublished(*request.trained.quantisation))
        request.integers = integer::integerise(request.trained, *run.mapping, platform);
    return request;
}

} // namespace

void exportRun(const project::Project &project, const project::Run &run, const deploy::Exporter &exporter,
               const std::filesystem::path &folder, Existing existing)
{
    NewFolder made(folder, existing);
    const TemporaryFolder files;
    exporter.write(requestOf(run, project, files.path() / "weights.safetensors"), made.path());
    made.complete();
}

} // namespace odimo::host
