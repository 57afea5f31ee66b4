// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target on every file of the folders given, so that what was once found stays mended, and on changes of
// them: 300, or as many as ODIMO_FUZZ_CHANGES says, drawn from the seed ODIMO_FUZZ_FROM. Without clang, so that every
// machine that tests the program does. The input that breaks the target is the last line of the output; a changed one
// is also in the file that ODIMO_FUZZ_KEPT names.
#include "tests/fuzz/changed.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

std::uint64_t numberIn(const char *variable, std::uint64_t usual)
{
    const char *value = std::getenv(variable);
    return value ? std::strtoull(value, nullptr, 10) : usual;
}

void run(const std::string &bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}

/// By path, so that their order is that of every machine.
std::map<std::filesystem::path, std::string> filesOf(int count, char **folders)
{
    std::map<std::filesystem::path, std::string> files;
    for (int index = 1; index < count; ++index)
        for (const std::filesystem::directory_entry &entry : std::filesystem::directory_iterator(folders[index])) {
            std::ifstream file(entry.path(), std::ios::binary);
            files[entry.path()] = std::string(std::istreambuf_iterator<char>(file), {});
        }
    return files;
}

} // namespace

int main(int count, char **folders)
{
    std::vector<std::string> inputs;
    for (const auto &[path, bytes] : filesOf(count, folders)) {
        std::cout << path.string() << std::endl;
        run(bytes);
        inputs.push_back(bytes);
    }
    if (inputs.empty())
        return EXIT_FAILURE;
    const std::uint64_t changes = numberIn("ODIMO_FUZZ_CHANGES", 300), from = numberIn("ODIMO_FUZZ_FROM", 1);
    const char *kept = std::getenv("ODIMO_FUZZ_KEPT");
    odimo::InputChanger changer(std::move(inputs));
    for (std::uint64_t number = from; number < from + changes; ++number) {
        const std::string changed = changer.changed(number);
        std::cout << "change " << number << std::endl;
        if (kept)
            std::ofstream(kept, std::ios::binary) << changed;
        run(changed);
    }
}
