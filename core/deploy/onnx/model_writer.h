// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace onnx {
class ModelProto;
}

namespace odimo::deploy {

using OnnxDimensions = std::vector<std::int64_t>;
using OnnxAttributes =
    std::vector<std::pair<std::string, std::variant<std::int64_t, double, std::vector<std::int64_t>>>>;

/// Which definition of the operators a file follows, and for how many images it is.
struct OnnxForm {
    int opset = 13; ///< The first whose DequantizeLinear has a scale a channel.
    int images = 0; ///< 0: any number.
};

/// Makes an ONNX file node by node. A value has the name of the node or constant that gives it.
class OnnxModelWriter {
public:
    /// A network of images [C, H, W] that are called `input`.
    OnnxModelWriter(const std::string &name, const std::string &input, const OnnxDimensions &image, OnnxForm form = {});
    ~OnnxModelWriter();
    OnnxModelWriter(const OnnxModelWriter &) = delete;
    OnnxModelWriter &operator=(const OnnxModelWriter &) = delete;

    /// All of these return `name`.
    std::string node(const std::string &op, const std::string &name, const std::vector<std::string> &inputs,
                     const OnnxAttributes &attributes = {});
    std::string floats(const std::string &name, const std::vector<double> &values, const OnnxDimensions &dimensions);
    std::string number(const std::string &name, double value) { return floats(name, {value}, {}); }
    std::string integers(const std::string &name, const std::vector<std::int64_t> &values);
    /// Of 8 bits.
    std::string codes(const std::string &name, const std::vector<int> &values, const OnnxDimensions &dimensions,
                      bool isSigned = true);

    /// What the network gives for an image.
    void output(const std::string &name, const OnnxDimensions &dimensions);
    std::string bytes() const;

private:
    std::unique_ptr<::onnx::ModelProto> m_model;
    OnnxForm m_form;
};

} // namespace odimo::deploy
