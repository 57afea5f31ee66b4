// SPDX-License-Identifier: Apache-2.0
// A packed data set of any bytes: batches of it can be filled, or an odimo::Error.
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/data/packed.h"
#include "core/data/sampling.h"

#include <cstdlib>
#include <span>

using namespace odimo;
using namespace odimo::data;

namespace {

void readImages(const Images &images, const Augmentation &augmentation)
{
    if (images.pixels.size() != images.imageBytes() * images.labels.size())
        std::abort();
    std::vector<float> batch(images.imageValues());
    for (const int index : {0, images.count() - 1})
        fillBatch(images, std::span(&index, 1), augmentation, 1, batch);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const TemporaryFolder folder;
    writeText(folder.path() / "data", std::string(reinterpret_cast<const char *>(data), size));
    try {
        if (const std::optional<Dataset> dataset = readPacked(folder.path() / "data")) {
            readImages(dataset->train, dataset->augmentation);
            readImages(dataset->test, dataset->augmentation);
        }
    } catch (const Error &) {
        // What a bad file should give.
    }
    return 0;
}
