// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/cifar_records.h"
#include "core/data/images/image_set.h"

namespace odimo::data {

namespace {

constexpr int cifar100LabelBytes = 2; // the coarse label, then the fine one, which is used
constexpr int classes = 100;

bool acceptsCifar100(const Source &source) { return source.files && source.files->find("train.bin"); }

RawDataset loadCifar100(const Source &source)
{
    const FileTree &files = *source.files;
    std::vector<std::string> numbers;
    for (int label = 0; label < classes; ++label)
        numbers.push_back(std::to_string(label));

    RawDataset data;
    data.classes = readClassNames(files, "fine_label_names.txt", numbers);
    const std::optional<std::size_t> train = files.find("train.bin");
    data.train = readCifarRecords(files, {&*train, 1}, cifar100LabelBytes, data.problems);
    if (const std::optional<std::size_t> test = files.find("test.bin"))
        data.test = readCifarRecords(files, {&*test, 1}, cifar100LabelBytes, data.problems);
    data.augmentation = augmentationFor(data.train);
    return data;
}

} // namespace

const DatasetFormat &cifar100Format()
{
    static const DatasetFormat format{.name = "CIFAR-100 binary",
                                      .description =
                                          "a folder or archive with train.bin, test.bin and fine_label_names.txt",
                                      .ownOptions = {},
                                      .accepts = acceptsCifar100,
                                      .load = loadCifar100};
    return format;
}

} // namespace odimo::data
