// SPDX-License-Identifier: Apache-2.0
#include "core/workers/plain_words.h"

namespace odimo::workers {

std::string plainWords(const std::string &text)
{
    constexpr std::size_t most = 300;
    std::string plain = text.substr(0, most);
    for (char &c : plain) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7f)
            c = ' ';
        else if (byte > 0x7f)
            c = '?';
    }
    return plain + (text.size() > most ? "..." : "");
}

} // namespace odimo::workers
