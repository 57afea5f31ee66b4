// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/images/image_file.h"
#include "core/data/images/image_listing.h"
#include "core/data/lower_case.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace odimo::data {

namespace {

constexpr std::array<std::string_view, 2> trainNames = {"train", "training"};
constexpr std::array<std::string_view, 5> testNames = {"test", "testing", "val", "valid", "validation"};

/// The top folders with one of the names, in any case and with "/" at their end, in the order of the names.
std::vector<std::string> foldersNamed(const FileTree &files, std::span<const std::string_view> names)
{
    const std::vector<std::string> folders = classFolders(files, "");
    std::vector<std::string> found;
    for (const std::string_view name : names)
        for (const std::string &folder : folders)
            if (lowerCase(folder) == name)
                found.push_back(folder + "/");
    return found;
}

/// True if the test images of `files` lie in a folder of their own. A class may be called "Valid", but not "test".
bool hasTestFolder(const FileTree &files)
{
    return std::ranges::any_of(foldersNamed(files, testNames), [&](const std::string &folder) {
        return folder == "test/" || folder == "val/" || !classFolders(files, folder).empty();
    });
}

/// The folder with the training images, or "" if the classes are not in one. It holds folders: one without may be a
/// class called "train".
std::string trainFolder(const FileTree &files)
{
    const std::vector<std::string> named = foldersNamed(files, trainNames);
    const auto found =
        std::ranges::find_if(named, [&](const std::string &folder) { return !classFolders(files, folder).empty(); });
    if (found == named.end())
        return !named.empty() && hasTestFolder(files) ? named.front() : "";
    return *found;
}

/// The folder with the test images, with "/" at its end: the first that has class folders, for some collections come
/// with a test folder without labels.
std::string testFolder(const FileTree &files, const std::vector<std::string> &classes)
{
    for (const std::string &folder : foldersNamed(files, testNames)) {
        const std::vector<std::string> folders = classFolders(files, folder);
        if (std::ranges::any_of(folders,
                                [&](const std::string &name) { return std::ranges::binary_search(classes, name); }))
            return folder;
    }
    return {};
}

/// Folders that hold the images of a class have no folders of images in them, unless all classes do.
void refuseUnknownParts(const FileTree &files, const std::vector<std::string> &classes)
{
    std::vector<std::string> shared = classFolders(files, classes.front() + "/");
    for (const std::string &name : classes) {
        std::vector<std::string> both;
        std::ranges::set_intersection(shared, classFolders(files, name + "/"), std::back_inserter(both));
        shared = std::move(both);
    }
    if (shared.size() > 1)
        throw Error(files.name() + ": the folders " + classes.front() + " and " + classes.back() +
                    " hold folders of the same names, such as " + shared.front() + " and " + shared.back() +
                    ", so that they are no classes but parts of the data; name the one with the training images "
                    "train and the other test");
}

bool acceptsImages(const Source &source)
{
    return source.files && std::ranges::any_of(source.files->files(), isImageName, &FileTree::File::path);
}

RawDataset loadImageFolders(const Source &source)
{
    const FileTree &files = *source.files;
    const std::string root = trainFolder(files);
    ImageListing listing{.classes = classFolders(files, root), .train = {}, .test = {}, .problems = {}};
    if (root.empty() && hasTestFolder(files))
        throw Error(files.name() + " has the folder " + foldersNamed(files, testNames).front() +
                    " but no train folder; name the one with the training images train");
    if (listing.classes.size() < 2)
        throw Error(files.name() + " has " + (listing.classes.empty() ? "no folder" : "only one folder") +
                    " with images" + (root.empty() ? "" : " in " + root) +
                    "; put the images of each class into a folder of its own");
    if (root.empty())
        refuseUnknownParts(files, listing.classes);
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
                       "and test (or training and testing, val, validation; in any case)",
        .imageSize = ImageSize::OfEachFile,
        .ownOptions = {},
        .accepts = acceptsImages,
        .load = loadImageFolders};
    return format;
}

} // namespace odimo::data
