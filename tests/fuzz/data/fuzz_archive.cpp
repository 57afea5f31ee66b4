// SPDX-License-Identifier: Apache-2.0
// Archives of any bytes, and the data of every format in them: a data set that is sound, or an odimo::Error.
#include "core/base/error.h"
#include "core/data/formats.h"
#include "core/data/prepare.h"

#include <cstdlib>

using namespace odimo::data;

namespace {

ArchiveLimits smallLimits()
{
    ArchiveLimits limits;
    limits.fileBytes = 1 << 22;
    limits.totalBytes = 1 << 24;
    return limits;
}

void checkImages(const Images &images, std::size_t classes)
{
    if (images.pixels.size() != images.imageBytes() * images.labels.size())
        std::abort();
    for (const std::int32_t label : images.labels)
        if (label < 0 || static_cast<std::size_t>(label) >= classes)
            std::abort();
}

void loadAsEveryFormat(const FileTree &files)
{
    Source source{.specification = {"fuzz", {}}, .options = {}, .files = &files};
    source.options.image = ImageShape{3, 8, 8};
    for (const DatasetFormat *format : datasetFormats()) {
        if (!format->accepts(source))
            continue;
        try {
            const Dataset dataset = prepare(format->load(source), source);
            checkImages(dataset.train, dataset.classes.size());
            checkImages(dataset.test, dataset.classes.size());
        } catch (const odimo::Error &) {
            // What bad data should give.
        }
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    setenv("XDG_CACHE_HOME", "/dev/null", 1); // Nothing is to be found again.
    try {
        loadAsEveryFormat(*archiveTree({data, data + size}, "fuzz", smallLimits()));
    } catch (const odimo::Error &) {
        // What a bad archive should give.
    }
    return 0;
}
