// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/formats.h"

#include <array>

namespace odimo::data {

std::span<const DatasetFormat *const> datasetFormats()
{
    static const std::array<const DatasetFormat *, 3> formats = {
        &fashionMnistFormat(), &syntheticFormat(),
        &idxFolderFormat(), // Last, because it takes whatever looks like a path.
    };
    return formats;
}

std::vector<std::string> datasetNames()
{
    std::vector<std::string> names;
    for (const DatasetFormat *format : datasetFormats())
        if (format->accepts(format->name()))
            names.push_back(format->name());
    return names;
}

Dataset loadDataset(const std::string &specification)
{
    std::string known;
    for (const DatasetFormat *format : datasetFormats()) {
        if (format->accepts(specification))
            return format->load(specification);
        known += (known.empty() ? "" : ", ") + format->name();
    }
    throw Error("unknown dataset '" + specification + "'; known are: " + known);
}

} // namespace odimo::data
