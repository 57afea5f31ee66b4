// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/data/sample_archives.h"
#include "tests/core/data/sample_images.h"

#include <functional>
#include <map>
#include <string>

namespace odimo::data::samples {

/// Writes a small data set of one format into a folder. All have two training and one test image of each of two
/// classes.
using SampleWriter = std::function<void(const std::filesystem::path &folder)>;

inline void writeIdx(const std::filesystem::path &folder)
{
    write(folder / "train-images-idx3-ubyte", idxImages(4));
    write(folder / "train-labels-idx1-ubyte.gz", gzip(idxLabels({0, 1, 1, 0})));
    write(folder / "t10k-images-idx3-ubyte.gz", gzip(idxImages(2)));
    write(folder / "t10k-labels-idx1-ubyte", idxLabels({1, 0}));
}

inline void writeCifar10(const std::filesystem::path &folder)
{
    write(folder / "data_batch_1.bin", joined({cifarRecord({0}, {1, 2, 3}), cifarRecord({1}, {4, 5, 6})}));
    write(folder / "data_batch_2.bin", joined({cifarRecord({1}, {7, 8, 9}), cifarRecord({0}, {10, 11, 12})}));
    write(folder / "test_batch.bin", joined({cifarRecord({1}, {13, 14, 15}), cifarRecord({0}, {16, 17, 18})}));
    write(folder / "batches.meta.txt", bytesOf("airplane\nautomobile\n\n"));
}

inline void writeCifar100(const std::filesystem::path &folder)
{
    write(folder / "train.bin", joined({cifarRecord({7, 0}, {1, 2, 3}), cifarRecord({7, 1}, {4, 5, 6}),
                                        cifarRecord({9, 1}, {7, 8, 9}), cifarRecord({9, 0}, {10, 11, 12})}));
    write(folder / "test.bin", joined({cifarRecord({7, 1}, {1, 2, 3}), cifarRecord({7, 0}, {4, 5, 6})}));
    write(folder / "fine_label_names.txt", bytesOf("apple\r\naquarium_fish\r\n"));
}

inline void writeNumpy(const std::filesystem::path &folder)
{
    writeArchive(folder / "arrays.npz",
                 {{.path = "x_train.npy", .bytes = npyOf("|u1", "(4, 2, 2)", filled({1, 4, 4}, 9).pixels)},
                  {.path = "y_train.npy", .bytes = npyOf("<i8", "(4,)", numbers<std::int64_t>({0, 1, 1, 0}))},
                  {.path = "x_test.npy", .bytes = npyOf("|u1", "(2, 2, 2)", filled({1, 2, 4}, 8).pixels)},
                  {.path = "y_test.npy", .bytes = npyOf("<i8", "(2,)", numbers<std::int64_t>({1, 0}))}});
}

inline void writeTinyImagenet(const std::filesystem::path &folder)
{
    write(folder / "train/n01/images/a.JPEG", jpeg(filled({3, 8, 8}, 10)));
    write(folder / "train/n01/images/b.JPEG", jpeg(filled({3, 8, 8}, 20)));
    write(folder / "train/n01/n01_boxes.txt", bytesOf("a.JPEG\t0\t0\t8\t8\n"));
    write(folder / "train/n02/images/c.JPEG", jpeg(filled({3, 8, 8}, 30)));
    write(folder / "train/n02/images/d.JPEG", jpeg(filled({3, 8, 8}, 40)));
    write(folder / "val/images/val_0.JPEG", jpeg(filled({3, 8, 8}, 50)));
    write(folder / "val/images/val_1.JPEG", jpeg(filled({3, 8, 8}, 60)));
    write(folder / "val/val_annotations.txt", bytesOf("val_0.JPEG\tn02\t0\t0\t8\t8\nval_1.JPEG\tn01\t0\t0\t8\t8\n"));
    write(folder / "test/images/test_0.JPEG", jpeg(filled({3, 8, 8}, 70)));
    write(folder / "words.txt", bytesOf("n01\tgoldfish, Carassius auratus\nn03\tnewt\n"));
}

inline void writeImageFolders(const std::filesystem::path &folder)
{
    write(folder / "train/cat/1.png", png(filled({3, 4, 5}, 10)));
    write(folder / "train/cat/2.png", png(filled({3, 4, 5}, 20)));
    write(folder / "train/dog/1.png", png(filled({3, 4, 5}, 30)));
    write(folder / "train/dog/2.png", png(filled({3, 4, 5}, 40)));
    write(folder / "test/cat/1.png", png(filled({3, 4, 5}, 50)));
    write(folder / "test/dog/1.png", png(filled({3, 4, 5}, 60)));
}

/// By the name of the format.
inline const std::map<std::string, SampleWriter, std::less<>> &sampleWriters()
{
    static const std::map<std::string, SampleWriter, std::less<>> writers = {
        {"IDX files", writeIdx},      {"CIFAR-10 binary", writeCifar10},    {"CIFAR-100 binary", writeCifar100},
        {"NumPy arrays", writeNumpy}, {"Tiny-ImageNet", writeTinyImagenet}, {"image folders", writeImageFolders},
    };
    return writers;
}

} // namespace odimo::data::samples
