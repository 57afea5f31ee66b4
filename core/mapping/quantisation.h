// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/platform/platform.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::mapping {

/// The quantisation of a tensor: value = code * 2^exponent, code in [0, 2^bits - 1], or [-2^bits, 2^bits - 1] if
/// signed.
struct ActivationScale {
    std::string node; ///< The node whose output it is.
    int exponent = 0;
    int bits = 7;
    bool isSigned = false;
    bool operator==(const ActivationScale &) const = default;
};

/// More than the largest sum of 1152 rows of 7-bit inputs needs for a 6-bit code.
inline constexpr int largestDivisor = 8192;

/// The scale s of docs/method.md 3.1 of one layer on one unit: one value per layer, or one per output channel. Step = s
/// / (2^(bits-1) - 1).
struct WeightScales {
    std::string layer;
    int unit = 0;
    std::vector<double> scales;
    /// Of a mapped layer on a unit with a scale per channel: the scales are integer multipliers times 2^exponent, which
    /// is also the step of the bias over that of the input. Absent until the mapping is fixed.
    std::optional<int> exponent = {};
    /// On a unit with converters: of the sums of this layer. A multiplier then stands for scale * divisor, the step of
    /// a converted code.
    std::optional<int> divisor = {};
    bool operator==(const WeightScales &) const = default;
};

/// The name of the style "corrected" in files of earlier versions.
inline constexpr const char *correctedStyleBefore = "mended";

/// Everything that turns float weights into integers.
struct Quantisation {
    std::string style = "corrected"; ///< "corrected" (the default rules) or "published" (the authors' behaviour).
    std::vector<ActivationScale> activations;
    std::vector<WeightScales> weights;
    bool operator==(const Quantisation &) const = default;
};

/// True for the authors' behaviour, whose scales stay real: it has no integer form.
bool isPublished(const Quantisation &quantisation);

/// {"schema": 1, "style", "activations": [{"node", "exponent", "bits", "signed"}],
///  "weights": [{"layer", "unit": name, "scales": [...], "exponent", "divisor" if there is one}]}
Json toJson(const Quantisation &quantisation, const platform::Platform &platform);

/// The inverse, strict: throws Error with the path of the field. Whether it fits a network is checkQuantisation's
/// question.
Quantisation quantisationFromJson(const Json &json, const platform::Platform &platform, const std::string &where);

/// Throws Error unless every node and layer is the network's and stands once, and every layer has positive finite
/// scales: one for a unit with a scale per layer, one per output channel for a unit with a scale per channel.
void checkQuantisation(const Quantisation &quantisation, const network::Network &network,
                       const platform::Platform &platform);

} // namespace odimo::mapping
