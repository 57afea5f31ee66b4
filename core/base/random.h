// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace odimo {

/// A small random generator (SplitMix64) whose sequence is the same on every platform, unlike the standard
/// distributions.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}
    std::uint64_t bits();
    /// Uniform in [0, 1).
    double uniform();
    /// Uniform whole number in [0, bound); bound >= 1.
    int below(int bound);
    /// Standard normal (Box-Muller).
    double normal();

private:
    std::uint64_t m_state;
};

/// A seed for a named purpose, so that streams derived from one user seed are independent.
std::uint64_t deriveSeed(std::uint64_t seed, std::uint64_t purpose);

/// Fisher-Yates.
template <typename T>
void shuffle(std::vector<T> &values, Random &random)
{
    for (int i = static_cast<int>(values.size()) - 1; i > 0; --i)
        std::swap(values[i], values[random.below(i + 1)]);
}

} // namespace odimo
