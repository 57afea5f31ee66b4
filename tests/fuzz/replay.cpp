// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target on every file of the folders given: what was once found stays mended, without clang.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

int main(int count, char **folders)
{
    int inputs = 0;
    for (int index = 1; index < count; ++index)
        for (const std::filesystem::directory_entry &entry : std::filesystem::directory_iterator(folders[index])) {
            std::cout << entry.path().string() << std::endl;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
            LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
            ++inputs;
        }
    return inputs > 0 ? 0 : 1;
}
