// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/cifar_records.h"
#include "core/data/images/image_set.h"

namespace odimo::data {

namespace {

constexpr int cifar10LabelBytes = 1;

std::vector<std::size_t> trainingFiles(const FileTree &files)
{
    std::vector<std::size_t> batches;
    for (std::size_t file = 0; file < files.files().size(); ++file)
        if (const std::string &path = files.files()[file].path;
            path.starts_with("data_batch_") && path.ends_with(".bin"))
            batches.push_back(file);
    return batches;
}

bool acceptsCifar10(const Source &source) { return source.files && !trainingFiles(*source.files).empty(); }

RawDataset loadCifar10(const Source &source)
{
    const FileTree &files = *source.files;
    RawDataset data;
    data.classes =
        readClassNames(files, "batches.meta.txt",
                       {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"});
    data.train = readCifarRecords(files, trainingFiles(files), cifar10LabelBytes, data.problems);
    if (const std::optional<std::size_t> test = files.find("test_batch.bin"))
        data.test = readCifarRecords(files, {&*test, 1}, cifar10LabelBytes, data.problems);
    data.augmentation = augmentationFor(data.train);
    return data;
}

} // namespace

const DatasetFormat &cifar10Format()
{
    static const DatasetFormat format{
        .name = "CIFAR-10 binary",
        .description = "a folder or archive with data_batch_1.bin and so on, test_batch.bin and batches.meta.txt",
        .ownOptions = {},
        .accepts = acceptsCifar10,
        .load = loadCifar10};
    return format;
}

} // namespace odimo::data
