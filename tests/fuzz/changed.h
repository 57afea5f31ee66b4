// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"

#include <algorithm>
#include <string>
#include <vector>

namespace odimo {

/// Changes inputs as a fuzzer does that does not see what the code makes of them.
class InputChanger {
public:
    /// There must be one input or more.
    explicit InputChanger(std::vector<std::string> inputs) : m_inputs(std::move(inputs)) {}

    /// One of the inputs with one to eight changes; the same seed, the same.
    std::string changed(std::uint64_t seed)
    {
        m_random = Random(seed);
        std::string bytes = any(m_inputs);
        for (int changes = m_random.below(8); changes >= 0; --changes)
            change(bytes);
        return bytes;
    }

private:
    const std::string &any(const std::vector<std::string> &texts)
    {
        return texts[static_cast<std::size_t>(m_random.below(static_cast<int>(texts.size())))];
    }

    std::size_t placeIn(const std::string &bytes)
    {
        return static_cast<std::size_t>(m_random.below(static_cast<int>(bytes.size()) + 1));
    }

    std::string pieceOf(const std::string &bytes)
    {
        return bytes.substr(placeIn(bytes), static_cast<std::size_t>(1 + m_random.below(40)));
    }

    void change(std::string &bytes)
    {
        // What counters and texts do not expect.
        static const std::vector<std::string> odd = {std::string(4, '\0'),
                                                     std::string(8, '\xff'),
                                                     "\x7f\xff\xff\xff",
                                                     "\xff\xff\xff\x7f",
                                                     "\x80",
                                                     "-1",
                                                     "0",
                                                     "9e999",
                                                     "2147483648",
                                                     "9223372036854775807",
                                                     "null",
                                                     "[]",
                                                     "{}",
                                                     "\"",
                                                     "\\",
                                                     "\n"};
        const std::size_t at = placeIn(bytes);
        const std::size_t count = static_cast<std::size_t>(1 + m_random.below(40));
        switch (m_random.below(7)) {
        case 0:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(bytes[at] ^ (1 << m_random.below(8)));
            break;
        case 1:
            if (at < bytes.size())
                bytes[at] = static_cast<char>(m_random.below(256));
            break;
        case 2:
            bytes.erase(at, count);
            break;
        case 3:
            bytes.insert(at, pieceOf(bytes));
            break;
        case 4:
            bytes.insert(at, pieceOf(any(m_inputs)));
            break;
        case 5:
            bytes.replace(at, count, any(odd));
            break;
        default:
            bytes.resize(m_random.below(8) == 0 ? at : bytes.size());
        }
    }

    std::vector<std::string> m_inputs;
    Random m_random{0};
};

} // namespace odimo
