// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <cmath>
#include <numbers>

namespace odimo {

namespace {

// Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014.
constexpr std::uint64_t goldenGamma = 0x9e3779b97f4a7c15;

std::uint64_t mix(std::uint64_t bits)
{
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
    return bits ^ (bits >> 31);
}

} // namespace

std::uint64_t Random::bits()
{
    m_state += goldenGamma;
    return mix(m_state);
}

double Random::uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

int Random::below(int bound) { return static_cast<int>(bits() % static_cast<std::uint64_t>(bound)); }

double Random::normal()
{
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * std::numbers::pi * uniform());
}

std::uint64_t deriveSeed(std::uint64_t seed, std::uint64_t purpose)
{
    return mix(mix(seed + goldenGamma) ^ (purpose * goldenGamma));
}

} // namespace odimo
