// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/verify/package_reader.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/deploy/diana/source/package_files.h"
#include "core/deploy/diana/source/package_manifest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace odimo::deploy {

namespace {

namespace fs = std::filesystem;

std::set<std::string> checkDigests(const fs::path &folder, const Json &digests, const std::string &where)
{
    if (!digests.is_object() || digests.empty())
        throw Error(where + ": digests are missing");
    std::set<std::string> known;
    for (const auto &[path, digest] : digests.items()) {
        if (fs::path(path).is_absolute() || fs::path(path).lexically_normal().string().starts_with(".."))
            throw Error(where + ": " + path + " is no file of the package; export it again");
        if (!fs::is_regular_file(folder / path))
            throw Error(path + " of " + folder.string() + " is missing; export it again");
        if (fs::canonical(folder / path) != fs::canonical(folder) / fs::path(path).lexically_normal())
            throw Error(path + " of " + folder.string() + " is a link, which may lead anywhere; export it again");
        if (!digest.is_string() || digestOfText(readText(folder / path)) != digest.get<std::string>())
            throw Error(path + " of " + folder.string() + " was changed after its export; export it again");
        known.insert(path);
    }
    return known;
}

/// The Makefile takes all sources of some folders.
void checkNothingAdded(const fs::path &folder, const std::set<std::string> &known)
{
    for (const char *part : {"src", "hal", "golden", "ld"})
        for (const auto &entry : fs::recursive_directory_iterator(folder / part)) {
            const std::string path = fs::relative(entry.path(), folder).generic_string();
            if (!entry.is_directory() && !known.contains(path))
                throw Error(path + " of " + folder.string() + " is no file of the export; remove it");
        }
}

/// What the Makefile runs, and most of what it compiles, is the same in every package.
std::string foreignFileOf(const fs::path &folder)
{
    for (const auto &[path, file] : commonFiles()) {
        if (path.starts_with("interop/")) // Notes for other compilers: networks add to them, nothing builds them.
            continue;
        if (!fs::is_regular_file(folder / path) || readText(folder / path) != file.text)
            return path;
    }
    return {};
}

void readChecksums(const Json &sums, const std::string &name, const std::string &where, ReadPackage &package)
{
    if (!sums.is_array())
        throw Error(where + ": the checksums of " + name + " are missing");
    package.images = static_cast<int>(sums.size());
    for (int image = 0; image < package.images; ++image) {
        const Json &sum = sums.at(static_cast<std::size_t>(image));
        if (!sum.is_string())
            throw Error(where + ": the checksum of " + name + " for image " + std::to_string(image) + " is no text");
        package.checksums.push_back({image, name, sum.get<std::string>()});
    }
}

} // namespace

ReadPackage readPackage(const fs::path &folder)
{
    const fs::path file = folder / "manifest.json";
    if (!fs::is_regular_file(file))
        throw Error(folder.string() + " is no exported package: it has no manifest.json");
    const Json manifest = parseJson(readText(file), file.string());
    JsonReader reader(manifest, file.string());
    if (!reader.has("format") || reader.text("format") != "diana-c")
        throw Error(folder.string() + " is no C package for DIANA: there is nothing to build and run in it");
    if (reader.integer("schema") != 1)
        throw Error(folder.string() + " was exported by a newer version of this program");

    ReadPackage package{.folder = folder, .networkHash = reader.text("network_hash")};
    if (reader.has("run"))
        package.run = reader.bigInteger("run");
    for (const Json &tensor : reader.array("tensors")) {
        JsonReader each(tensor, file.string() + ": tensors");
        const std::string name = each.text("name");
        readChecksums(each.value("crc32"), name, file.string(), package);
    }
    readChecksums(reader.value("output_crc32"), "output", file.string(), package);
    JsonReader memory(reader.value("memory"), reader.path("memory"));
    package.memory = {memory.integer("weight_bytes"), memory.integer("arena_bytes"), memory.integer("l1_bytes")};
    std::ranges::stable_sort(package.checksums, {}, &Checksum::image);
    checkNothingAdded(folder, checkDigests(folder, reader.value("digests"), file.string()));
    package.foreignFile = foreignFileOf(folder);
    return package;
}

} // namespace odimo::deploy
