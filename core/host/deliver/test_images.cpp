// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/test_images.h"

#include "core/base/error.h"
#include "core/data/dataset.h"
#include "core/data/sampling.h"
#include "core/host/deliver/trained_run.h"
#include "core/integer/executor.h"

#include <algorithm>

namespace odimo::host {

namespace {

void checkSize(const network::Network &network, const data::Images &images, const std::string &specification)
{
    const network::Shape &shape = network.inputShape();
    if (images.channels != shape.channels || images.height != shape.height || images.width != shape.width)
        throw Error("The images of " + specification + " have another size than the network " + network.name() +
                    " reads; give the project's data back their place");
}

} // namespace

deploy::TestImages testImagesOf(const project::Run &run, const project::Project &project, int count, int threads)
{
    const integer::QuantisedNetwork network = integersOf(run, project);
    const std::string &specification = project.setup().data;
    const data::Images images = data::loadDataset(specification).test;
    checkSize(network.network, images, specification);
    const auto codesOf = [&](std::size_t index) {
        return integer::inputCodes(network, data::planesOf(images, static_cast<int>(index)));
    };
    const int used = std::min(count, images.count());
    deploy::TestImages made{.inputCodes = static_cast<int>(images.imageValues()),
                            .outputCodes = network.network.classes(),
                            .inputs = {},
                            .outputs = {},
                            .classes = {images.labels.begin(), images.labels.begin() + used}};
    for (const integer::CodeTensor &output :
         integer::logitsOf(network, static_cast<std::size_t>(used), codesOf, threads))
        made.outputs.insert(made.outputs.end(), output.codes.begin(), output.codes.end());
    for (int image = 0; image < used; ++image) {
        const integer::CodeTensor input = codesOf(static_cast<std::size_t>(image));
        made.inputs.insert(made.inputs.end(), input.codes.begin(), input.codes.end());
    }
    return made;
}

} // namespace odimo::host
