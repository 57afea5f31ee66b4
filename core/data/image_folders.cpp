// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/image_file.h"
#include "core/data/image_listing.h"

#include <algorithm>
#include <array>

namespace odimo::data {

namespace {

bool hasFolder(const FileTree &files, const std::string &folder)
{
    return std::ranges::binary_search(files.folders(), folder) ||
           std::ranges::any_of(files.files(),
                               [&](const FileTree::File &file) { return file.path.starts_with(folder + "/"); });
}

/// The folder with the test images, with "/" at its end: the first that has class folders, for some collections come
/// with a test folder without labels.
std::string testFolder(const FileTree &files, const std::vector<std::string> &classes)
{
    for (const char *folder : {"test", "val", "validation"}) {
        const std::vector<std::string> folders = classFolders(files, std::string(folder) + "/");
        if (std::ranges::any_of(folders,
                                [&](const std::string &name) { return std::ranges::binary_search(classes, name); }))
            return std::string(folder) + "/";
    }
    return {};
}

bool acceptsImages(const Source &source)
{
    return source.files && std::ranges::any_of(source.files->files(), isImageName, &FileTree::File::path);
}

RawDataset loadImageFolders(const Source &source)
{
    const FileTree &files = *source.files;
    const std::string root = hasFolder(files, "train") ? "train/" : "";
    ImageListing listing{.classes = classFolders(files, root), .train = {}, .test = {}, .problems = {}};
    if (root.empty() && (hasFolder(files, "test") || hasFolder(files, "val")))
        throw Error(files.name() + " has a test or val folder but no train folder; name the one with the training "
                                   "images train");
    if (listing.classes.size() < 2)
        throw Error(files.name() + " has " + (listing.classes.empty() ? "no folder" : "only one folder") +
                    " with images" + (root.empty() ? "" : " in train") +
                    "; put the images of each class into a folder of its own");
    listing.train = filesInClassFolders(files, root, listing.classes, listing.problems);
    if (const std::string test = root.empty() ? "" : testFolder(files, listing.classes); !test.empty())
        listing.test = filesInClassFolders(files, test, listing.classes, listing.problems);
    return decodeListing(source, std::move(listing));
}

} // namespace

const DatasetFormat &imageFolderFormat()
{
    static const DatasetFormat format{
        .name = "image folders",
        .description = "a folder or archive with JPEG or PNG images in one folder a class, or such folders in train "
                       "and test (or val, validation)",
        .imageSize = ImageSize::OfEachFile,
        .ownOptions = {},
        .accepts = acceptsImages,
        .load = loadImageFolders};
    return format;
}

} // namespace odimo::data
