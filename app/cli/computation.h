// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::cli {

enum class Numerics {
    Float,   ///< Without quantisation.
    Fake,    ///< Quantised values in float arithmetic, as in training.
    Integer, ///< Whole numbers, as on the chip.
};

enum class Array {
    Adc,   ///< The columns of an analog array pass its converters.
    Ideal, ///< Sums are exact.
};

/// A way to compute a run.
struct Computation {
    Numerics numerics = Numerics::Fake;
    std::optional<Array> array = {}; ///< Absent for Float, which knows no array.
    bool operator==(const Computation &) const = default;
};

const char *nameOf(Numerics numerics); ///< "float", "fake", "integer"
const char *nameOf(Array array);       ///< "adc", "ideal"

/// "integer", and "integer (ideal)" where the array is told.
std::string nameOf(const Computation &computation);

/// "float,fake,integer": each once, in the order given. Throws Error naming what is none, and the names.
std::vector<Numerics> parseNumerics(const std::string &text);

/// Each of the numerics with each array of "adc,ideal"; if `arrays` is empty, with that of the platform. Throws Error
/// naming an array that is none, and if converters are asked for and the platform has none.
std::vector<Computation> computationsOf(const std::vector<Numerics> &numerics, const std::string &arrays,
                                        const platform::Platform &platform);

} // namespace odimo::cli
