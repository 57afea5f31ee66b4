// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/foreign_data.h"
#include "core/data/formats.h"
#include "core/data/packed.h"
#include "core/data/prepare.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <new>
#include <system_error>

namespace odimo::data {

namespace {

struct OpenSource {
    std::unique_ptr<const FileTree> files;
    Source source;
    const DatasetFormat *format = nullptr;
};

const DatasetFormat *acceptingFormat(const Source &source)
{
    const auto formats = datasetFormats();
    const auto found =
        std::ranges::find_if(formats, [&](const DatasetFormat *format) { return format->accepts(source); });
    return found == formats.end() ? nullptr : *found;
}

bool looksLikePath(const std::string &source)
{
    std::error_code unreadable;
    const std::string extension = std::filesystem::path(source).extension().string();
    constexpr std::array<std::string_view, 5> archives = {".gz", ".tgz", ".tar", ".zip", ".npz"};
    return source.find('/') != std::string::npos || std::filesystem::exists(source, unreadable) ||
           std::ranges::find(archives, extension) != archives.end();
}

[[noreturn]] void refuseUnknownName(const std::string &source)
{
    std::string known;
    for (const std::string &name : datasetNames())
        known += name + ", ";
    throw Error("unknown dataset '" + source + "'; known are: " + known +
                "or the path of a folder, of a .tar, .tar.gz or .zip archive or of an .npz file");
}

[[noreturn]] void refuseUnknownLayout(const FileTree &files)
{
    if (const std::optional<std::string> foreign = foreignData(files))
        throw Error(files.name() + " " + *foreign);
    std::string known;
    for (const DatasetFormat *format : datasetFormats())
        if (!format->accepts({.specification = {std::string(format->name), {}}, .options = {}}))
            known += "\n  " + std::string(format->name) + ": " + std::string(format->description);
    throw Error(files.name() + " holds no data of a known layout among its " + std::to_string(files.files().size()) +
                " files; known are:" + known);
}

OpenSource openSource(const Specification &specification)
{
    OpenSource opened;
    opened.source.specification = specification;
    const std::string &source = opened.source.specification.source;
    opened.format = acceptingFormat(opened.source);
    if (!opened.format) {
        if (!looksLikePath(source))
            refuseUnknownName(source);
        std::error_code unreadable;
        if (const auto foreign = foreignFile(source);
            foreign && std::filesystem::is_regular_file(source, unreadable) && !isArchive(source))
            throw Error(source + " " + *foreign);
        opened.files = openFileTree(source);
        opened.source.files = opened.files.get();
        opened.format = acceptingFormat(opened.source);
        if (!opened.format)
            refuseUnknownLayout(*opened.files);
    }
    opened.source.options = loadOptions(opened.source.specification, opened.format->ownOptions);
    return opened;
}

/// Runs a reader of data; its errors name the data.
template <typename Act>
auto naming(const std::string &source, const Act &act)
{
    try {
        return act();
    } catch (const Error &error) {
        throw error.problem().find(source) != std::string::npos ? error : error.within(source + ": ");
    } catch (const std::bad_alloc &) {
        throw Error(source + " needs more memory than there is; take fewer or smaller images");
    } catch (const std::exception &error) {
        throw Error(source + ": cannot be read (" + error.what() + ")", ErrorKind::InputOutput);
    }
}

OpenSource open(const std::string &text)
{
    const Specification specification = parseSpecification(text);
    return naming(specification.source, [&] { return openSource(specification); });
}

Dataset read(const OpenSource &opened)
{
    return naming(opened.source.specification.source,
                  [&] { return prepare(opened.format->load(opened.source), opened.source); });
}

std::string describe(const std::vector<Problem> &problems)
{
    constexpr std::size_t most = 3;
    std::string text = std::to_string(problems.size()) + (problems.size() == 1 ? " problem: " : " problems: ");
    for (std::size_t at = 0; at < std::min(problems.size(), most); ++at)
        text += (at > 0 ? "; " : "") + problems[at].place + " " + problems[at].what;
    if (problems.size() > most)
        text += "; and " + std::to_string(problems.size() - most) + " more";
    return text;
}

} // namespace

std::span<const DatasetFormat *const> datasetFormats()
{
    // Image folders come last, because they take whatever has an image in it.
    static const std::array<const DatasetFormat *, 8> formats = {
        &fashionMnistFormat(), &syntheticFormat(), &idxFormat(),          &cifar10Format(),
        &cifar100Format(),     &numpyFormat(),     &tinyImagenetFormat(), &imageFolderFormat(),
    };
    return formats;
}

std::vector<std::string> datasetNames()
{
    std::vector<std::string> names;
    for (const DatasetFormat *format : datasetFormats())
        if (const std::string name(format->name); format->accepts({.specification = {name, {}}, .options = {}}))
            names.push_back(name);
    return names;
}

Dataset inspectDataset(const std::string &specification) { return read(open(specification)); }

Dataset loadDataset(const std::string &specification)
{
    if (std::optional<Dataset> packed = readPacked(specification))
        return std::move(*packed);
    const OpenSource opened = open(specification);
    Dataset dataset = read(opened);
    if (!dataset.problems.empty() && !opened.source.options.skipBad)
        throw Error(opened.source.specification.source + " has " + describe(dataset.problems) +
                    ". Correct that, or go on with what is good: " + withSkipBad(specification));
    return dataset;
}

bool takesImageSize(const std::string &specification)
{
    return open(specification).format->imageSize == ImageSize::OfEachFile;
}

} // namespace odimo::data
