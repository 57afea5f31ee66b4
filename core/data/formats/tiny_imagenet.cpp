// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/tiny_imagenet.h"

#include "core/base/error.h"
#include "core/data/images/image_file.h"
#include "core/data/images/image_listing.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace odimo::data {

namespace {

constexpr std::string_view annotationFile = "val/val_annotations.txt";
constexpr std::string_view testFolder = "val/images/";

bool acceptsTinyImagenet(const Source &source)
{
    return source.files && source.files->find(annotationFile) && !classFolders(*source.files, "train/").empty();
}

/// The images of val/images with the classes that the annotations give them.
std::vector<LabelledFile> annotatedFiles(const FileTree &files,
                                         const std::map<std::string, std::string, std::less<>> &annotations,
                                         ImageListing &listing)
{
    const std::string place = files.name() + ": " + std::string(annotationFile);
    std::vector<LabelledFile> found;
    for (const auto &[image, name] : annotations) {
        const auto label = std::ranges::lower_bound(listing.classes, name);
        const auto file = files.find(std::string(testFolder) + image);
        if (label == listing.classes.end() || *label != name)
            listing.problems.push_back(
                {place, "gives " + image + " the class " + name + ", which is out of range: train has no such folder"});
        else if (!file)
            listing.problems.push_back({place, "names " + image + ", which is not in " + std::string(testFolder)});
        else
            found.push_back({*file, static_cast<std::int32_t>(label - listing.classes.begin())});
    }
    std::ranges::sort(found, {}, &LabelledFile::file);

    const auto images = std::ranges::count_if(files.files(), [](const FileTree::File &file) {
        return file.path.starts_with(testFolder) && isImageName(file.path);
    });
    if (const auto labelled = static_cast<std::ptrdiff_t>(annotations.size()); labelled < images)
        listing.problems.push_back({place, "holds " + std::to_string(labelled) + " labels for the " +
                                               std::to_string(images) + " images of " + std::string(testFolder)});
    return found;
}

/// The first of the names that words.txt gives a class, if there is one and no other class has it.
void renameClasses(std::vector<std::string> &classes, const std::map<std::string, std::string, std::less<>> &words)
{
    std::set<std::string> taken;
    for (std::string &name : classes) {
        const auto word = words.find(name);
        if (word == words.end())
            continue;
        const std::string first = word->second.substr(0, word->second.find(','));
        if (!first.empty() && taken.insert(first).second)
            name = first;
    }
}

RawDataset loadTinyImagenet(const Source &source)
{
    const FileTree &files = *source.files;
    std::vector<std::size_t> texts = {*files.find(annotationFile)};
    if (const auto words = files.find("words.txt"))
        texts.push_back(*words);
    std::vector<std::map<std::string, std::string, std::less<>>> pairs;
    for (const std::vector<std::uint8_t> &text : files.readAll(texts))
        pairs.push_back(parseTabbedPairs({reinterpret_cast<const char *>(text.data()), text.size()}));

    ImageListing listing{.classes = classFolders(files, "train/"), .train = {}, .test = {}, .problems = {}};
    listing.train = filesInClassFolders(files, "train/", listing.classes, listing.problems);
    listing.test = annotatedFiles(files, pairs.front(), listing);
    if (listing.test.empty())
        throw Error(files.place(texts.front()) + " gives none of the images of " + std::string(testFolder) +
                    " a class of train");
    if (texts.size() > 1)
        renameClasses(listing.classes, pairs.back());
    return decodeListing(source, std::move(listing));
}

} // namespace

std::map<std::string, std::string, std::less<>> parseTabbedPairs(std::string_view text)
{
    std::map<std::string, std::string, std::less<>> pairs;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t tab = line.find('\t');
        if (tab == std::string_view::npos)
            continue;
        const std::string_view rest = line.substr(tab + 1);
        pairs.emplace(line.substr(0, tab), rest.substr(0, rest.find_first_of("\t\r")));
    }
    return pairs;
}

const DatasetFormat &tinyImagenetFormat()
{
    static const DatasetFormat format{
        .name = "Tiny-ImageNet",
        .description = "a folder or archive with train/CLASS/images, val/images and val/val_annotations.txt",
        .imageSize = ImageSize::OfEachFile,
        .ownOptions = {},
        .accepts = acceptsTinyImagenet,
        .load = loadTinyImagenet};
    return format;
}

} // namespace odimo::data
