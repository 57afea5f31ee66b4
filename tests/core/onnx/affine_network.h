// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/onnx/model_builder.h"

#include <functional>
#include <string>
#include <vector>

namespace odimo::onnx::affine {

using Ints = std::vector<std::int64_t>;
using Floats = std::vector<float>;

inline const Attributes unpadded{};
inline const Attributes padded{{"pads", Ints{1, 1, 1, 1}}};

/// Builds a network around scales and shifts; `asLayers` puts layers in their place.
class Network {
public:
    explicit Network(bool asLayers, const Dimensions &input = {1, 3, 8, 8}) : model(17, input), m_asLayers(asLayers) {}

    /// scale[c] * value + shift[c] of an image, spelled in this way.
    std::string affine(const std::string &value, const Floats &scale, const Floats &shift,
                       const std::string &spelling = "MulAdd")
    {
        const auto channels = static_cast<std::int64_t>(scale.size());
        if (m_asLayers)
            return model.node("Conv",
                              {value, model.floats({channels, 1, 1, 1}, scale), model.floats({channels}, shift)},
                              {{"group", channels}});
        const auto constant = [&](const std::function<float(std::size_t)> &each) {
            Floats values;
            for (std::size_t channel = 0; channel < scale.size(); ++channel)
                values.push_back(each(channel));
            return model.floats({1, channels, 1, 1}, values);
        };
        if (spelling == "Mul")
            return model.node("Mul", {value, constant([&](std::size_t c) { return scale[c]; })});
        if (spelling == "SubDiv") {
            const std::string mean = constant([&](std::size_t c) { return -shift[c] / scale[c]; });
            return model.node(
                "Div", {model.node("Sub", {value, mean}), constant([&](std::size_t c) { return 1 / scale[c]; })});
        }
        if (spelling == "NegSub") { // shift - (-(scale * value))
            const std::string scaled = model.node("Mul", {constant([&](std::size_t c) { return scale[c]; }), value});
            return model.node("Sub", {constant([&](std::size_t c) { return shift[c]; }), model.node("Neg", {scaled})});
        }
        if (spelling == "BatchNormalization") {
            const Floats zeros(scale.size(), 0);
            const Floats variance(scale.size(), 3);
            Floats gamma;
            for (const float each : scale)
                gamma.push_back(2 * each);
            return model.node("BatchNormalization",
                              {value, model.floats({channels}, gamma), model.floats({channels}, shift),
                               model.floats({channels}, zeros), model.floats({channels}, variance)},
                              {{"epsilon", 1.0F}});
        }
        return model.node("Add", {model.node("Mul", {value, constant([&](std::size_t c) { return scale[c]; })}),
                                  constant([&](std::size_t c) { return shift[c]; })});
    }

    /// The same of features [N, F].
    std::string affineOfFeatures(const std::string &value, const Floats &scale, const Floats &shift)
    {
        const auto features = static_cast<std::int64_t>(scale.size());
        if (!m_asLayers)
            return model.node("Add", {model.node("Mul", {value, model.floats({features}, scale)}),
                                      model.floats({1, features}, shift)});
        Floats matrix(scale.size() * scale.size(), 0);
        for (std::size_t feature = 0; feature < scale.size(); ++feature)
            matrix[feature * scale.size() + feature] = scale[feature];
        return model.node("Gemm", {value, model.floats({features, features}, matrix), model.floats({features}, shift)});
    }

    std::string convolution(const std::string &value, std::int64_t in, std::int64_t out,
                            const Attributes &attributes = padded)
    {
        return model.convolution(value, in, out, attributes);
    }

    ModelBuilder model;

private:
    bool m_asLayers;
};

inline const Floats scale4{0.5F, 2, 1.5F, 3};
inline const Floats signedScale4{0.5F, -2, 1.5F, 3};
inline const Floats shift4{1, -2, 0.25F, 0};
inline const Floats none4{0, 0, 0, 0};
inline const Floats scale3{2, 0.5F, 4};
inline const Floats shift3{-1, 0.5F, 2};

using Build = std::function<std::string(Network &)>;

} // namespace odimo::onnx::affine
