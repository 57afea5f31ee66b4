// SPDX-License-Identifier: Apache-2.0
#include "core/data/foreign_data.h"

#include "core/data/lower_case.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>

namespace odimo::data {

namespace {

constexpr std::string_view toArrays =
    "; save its arrays as numpy.savez('data.npz', x_train=..., y_train=..., x_test=..., y_test=...) and name that file";

/// Data whose files have these names, wherever in the tree they lie.
struct KnownTree {
    std::span<const std::string_view> files;
    std::string_view description;
};

// Pickles are programs: loading one runs what it says.
constexpr std::array<std::string_view, 2> cifar10Files = {"data_batch_1", "test_batch"};
constexpr std::array<std::string_view, 3> cifar100Files = {"train", "test", "meta"};
constexpr std::array<KnownTree, 2> knownTrees = {{
    {cifar10Files, "is the Python version of CIFAR-10, whose files are Python objects, which are not loaded; take the "
                   "binary version, cifar-10-binary.tar.gz"},
    {cifar100Files, "is the Python version of CIFAR-100, whose files are Python objects, which are not loaded; take "
                    "the binary version, cifar-100-binary.tar.gz"},
}};

struct KnownFile {
    std::string_view extension;
    std::string_view description;
};
constexpr std::array<KnownFile, 18> knownFiles = {{
    {".mat", "is a MATLAB file"},
    {".h5", "is an HDF5 file"},
    {".hdf5", "is an HDF5 file"},
    {".keras", "is a Keras file"},
    {".parquet", "is a Parquet table"},
    {".arrow", "is an Arrow table"},
    {".tfrecord", "is a TFRecord file of TensorFlow"},
    {".tfrecords", "is a TFRecord file of TensorFlow"},
    {".pkl", "holds Python objects, which are not loaded"},
    {".pickle", "holds Python objects, which are not loaded"},
    {".pt", "holds Python objects, which are not loaded"},
    {".pth", "holds Python objects, which are not loaded"},
    {".lmdb", "is an LMDB database"},
    {".mdb", "is an LMDB database"},
    {".csv", "is a table of text"},
    {".wav", "is a recording of sound, of which a network reads features"},
    {".flac", "is a recording of sound, of which a network reads features"},
    {".npy", "is a single NumPy array, and images and labels are two"},
}};

const KnownFile *knownFile(const std::filesystem::path &path)
{
    const auto *known = std::ranges::find(knownFiles, lowerCase(path.extension().string()), &KnownFile::extension);
    return known == knownFiles.end() ? nullptr : known;
}

} // namespace

std::optional<std::string> foreignData(const FileTree &files)
{
    for (const KnownTree &tree : knownTrees)
        if (std::ranges::all_of(tree.files, [&](std::string_view name) { return files.find(name).has_value(); }))
            return std::string(tree.description);
    for (const FileTree::File &file : files.files())
        if (const KnownFile *known = knownFile(file.path))
            return "holds " + file.path + ", which " + std::string(known->description) + std::string(toArrays);
    return std::nullopt;
}

std::optional<std::string> foreignFile(const std::filesystem::path &path)
{
    const KnownFile *known = knownFile(path);
    if (!known)
        return std::nullopt;
    return std::string(known->description) + std::string(toArrays);
}

} // namespace odimo::data
