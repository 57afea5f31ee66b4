// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_listing.h"

#include "core/base/error.h"
#include "core/data/images/image_cache.h"
#include "core/data/images/image_decoding.h"
#include "core/data/images/image_file.h"
#include "core/data/images/image_set.h"
#include "core/data/containers/sha256.h"
#include "core/data/test_split.h"

#include <algorithm>
#include <map>
#include <set>

namespace odimo::data {

namespace {

/// Goes into the key of the cache: to be raised when the same files come to give other pixels, labels or problems.
constexpr const char *decoderVersion = "1";

std::string_view firstComponent(std::string_view path) { return path.substr(0, path.find('/')); }

std::string cacheKey(const Source &source)
{
    const LoadOptions &options = source.options;
    Sha256 digest;
    digest.add(std::string(decoderVersion) + "\n" + source.files->contentKey() + "\n");
    digest.add((options.image ? print(*options.image) : "own size") + "\n");
    digest.add(std::to_string(options.testFraction) + " " + std::to_string(options.seed));
    return digest.hexadecimal();
}

void splitTrainingFiles(ImageListing &listing, const LoadOptions &options)
{
    std::vector<std::int32_t> labels;
    for (const LabelledFile &file : listing.train)
        labels.push_back(file.label);
    const TestSplit split = splitOffTest(labels, listing.classes, options, listing.problems);
    const std::vector<LabelledFile> all = std::move(listing.train);
    listing.train.clear();
    for (const int index : split.train)
        listing.train.push_back(all[static_cast<std::size_t>(index)]);
    for (const int index : split.test)
        listing.test.push_back(all[static_cast<std::size_t>(index)]);
}

} // namespace

std::vector<std::string> classFolders(const FileTree &files, const std::string &root)
{
    std::set<std::string> names;
    for (const FileTree::File &file : files.files())
        if (const std::size_t end = file.path.find('/', root.size());
            file.path.starts_with(root) && end != std::string::npos && isImageName(file.path))
            names.insert(file.path.substr(root.size(), end - root.size()));
    for (const std::string &folder : files.folders())
        if (folder.starts_with(root) && folder.size() > root.size())
            names.emplace(firstComponent(std::string_view(folder).substr(root.size())));
    return {names.begin(), names.end()};
}

std::vector<LabelledFile> filesInClassFolders(const FileTree &files, const std::string &root,
                                              const std::vector<std::string> &classes, std::vector<Problem> &problems)
{
    std::vector<LabelledFile> found;
    std::map<std::string, int, std::less<>> strangers; // folders that are no class, with the number of their images
    for (std::size_t file = 0; file < files.files().size(); ++file) {
        const std::string_view path = files.files()[file].path;
        if (!path.starts_with(root) || !isImageName(path))
            continue;
        const std::string_view below = path.substr(root.size());
        const bool inFolder = below.find('/') != std::string_view::npos;
        const std::string_view folder = inFolder ? firstComponent(below) : "";
        const auto label = std::ranges::lower_bound(classes, folder);
        if (inFolder && label != classes.end() && *label == folder)
            found.push_back({file, static_cast<std::int32_t>(label - classes.begin())});
        else
            ++strangers[root + std::string(folder)];
    }
    for (const auto &[folder, count] : strangers)
        problems.push_back({files.name() + ": " + (folder.empty() ? "the top folder" : folder),
                            "holds " + std::to_string(count) + " images outside the folders of the classes"});
    return found;
}

RawDataset decodeListing(const Source &source, ImageListing listing)
{
    if (listing.train.empty())
        throw Error(source.files->name() + " has no training image in the folders of its classes");
    if (listing.test.empty())
        splitTrainingFiles(listing, source.options);
    const std::string key = cacheKey(source);
    std::optional<DecodedImages> decoded = readImageCache(key);
    if (!decoded)
        decoded = decodeImages(source, listing, key);

    RawDataset data{.classes = std::move(listing.classes),
                    .train = std::move(decoded->train),
                    .test = std::move(decoded->test),
                    .augmentation = {},
                    .problems = std::move(listing.problems)};
    for (const auto &[place, what] : decoded->problems)
        data.problems.push_back({source.files->name() + ": " + place, what});
    data.augmentation = augmentationFor(data.train);
    return data;
}

} // namespace odimo::data
