// SPDX-License-Identifier: Apache-2.0
#include "core/host/files/run_files.h"

#include <algorithm>
#include <memory>
#include <regex>
#include <vector>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace odimo::host {

namespace {

struct Entry {
    std::string name;
    mode_t mode = 0;
};

std::vector<Entry> entriesOf(int folder)
{
    std::vector<Entry> entries;
    const int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const std::unique_ptr<DIR, int (*)(DIR *)> listing(copy < 0 ? nullptr : fdopendir(copy), closedir);
    while (const dirent *each = listing ? readdir(listing.get()) : nullptr) {
        struct stat status {};
        const std::string name = each->d_name;
        if (name != "." && name != ".." && fstatat(folder, each->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
            entries.push_back({name, status.st_mode});
    }
    std::ranges::sort(entries, {}, &Entry::name);
    return entries;
}

/// As the host (TaskBuilder) and the tasks of core/tasks name them; while they are written they have a longer name.
bool isOwnName(const std::string &name)
{
    static const std::regex own(
        R"(((start|neighbour|warm|analysed|searched|tuned|preview-\d+)\.safetensors|(warmup|search|finetune)\.checkpoint))"
        R"((\.part|\.\d+-\d+\.tmp)?)");
    return std::regex_match(name, own);
}

bool isNumber(const std::string &name) { return name.find_first_not_of("0123456789") == std::string::npos; }

} // namespace

int openFolder(int parent, const std::string &name)
{
    return openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

void removeRunFiles(int parent, const std::string &name)
{
    const int folder = openFolder(parent, name);
    if (folder < 0)
        return;
    for (const Entry &entry : entriesOf(folder)) {
        if (S_ISREG(entry.mode) && isOwnName(entry.name))
            unlinkat(folder, entry.name.c_str(), 0);
        else if (S_ISDIR(entry.mode) && isNumber(entry.name))
            removeRunFiles(folder, entry.name);
    }
    close(folder);
    unlinkat(parent, name.c_str(), AT_REMOVEDIR);
}

std::filesystem::path linkIn(int folder, const std::filesystem::path &path)
{
    for (const Entry &entry : entriesOf(folder)) {
        if (S_ISLNK(entry.mode))
            return path / entry.name;
        if (!S_ISDIR(entry.mode))
            continue;
        const int inner = openFolder(folder, entry.name);
        if (inner < 0)
            continue;
        std::filesystem::path found = linkIn(inner, path / entry.name);
        close(inner);
        if (!found.empty())
            return found;
    }
    return {};
}

} // namespace odimo::host
