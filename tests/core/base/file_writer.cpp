// SPDX-License-Identifier: Apache-2.0
// Writes a file again and again with ever higher numbers, and acknowledges each on stdout; tst_safe_files kills it.
#include "core/base/safe_files.h"

#include <iostream>
#include <string>

int main(int, char **arguments)
{
    for (int number = 1;; ++number) {
        const std::string text = std::to_string(number);
        odimo::writeDurably(arguments[1], std::as_bytes(std::span(text)));
        std::cout << number << std::endl;
    }
}
