// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/export_run.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/dataset.h"
#include "core/data/sampling.h"
#include "core/host/deliver/run_facts.h"
#include "core/host/deliver/trained_run.h"
#include "core/integer/integerise.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

namespace {

/// The first `count` images of the test set as the network reads them; none if the data are not there any more.
std::vector<std::vector<float>> testImages(const std::string &specification, int count)
{
    std::vector<std::vector<float>> made;
    if (count == 0)
        return made;
    try {
        const data::Images images = data::loadDataset(specification).test;
        for (int index = 0; index < std::min(count, images.count()); ++index)
            made.push_back(data::planesOf(images, index));
    } catch (const Error &) {
        made.clear(); // The exporter draws some.
    }
    return made;
}

/// `weights` is where the file of weights is put.
deploy::ExportRequest requestOf(const project::Run &run, const project::Project &project, int images,
                                const std::filesystem::path &weights)
{
    const platform::Platform &platform = project.setup().platform;
    deploy::ExportRequest request{.name = "run " + std::to_string(run.id),
                                  .trained = trainedNetworkOf(run, project, weights),
                                  .weights = weights,
                                  .mapping = run.mapping,
                                  .costs = project.costTable(),
                                  .images = testImages(project.setup().data, images),
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
    exporter.write(requestOf(run, project, exporter.images, files.path() / "weights.safetensors"), made.path());
    made.complete();
}

std::vector<deploy::Refusal> exportRefusals(const project::Project &project, const project::Run &run,
                                            const deploy::Exporter &exporter)
{
    const TemporaryFolder files;
    return exporter.refusals(requestOf(run, project, 0, files.path() / "weights.safetensors"));
}

} // namespace odimo::host
