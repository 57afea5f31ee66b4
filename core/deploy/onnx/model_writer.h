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
using OnnxAttributes = std::vector<std::pair<std::string, std::variant<std::int64_t, std::vector<std::int64_t>>>>;

/// Makes an ONNX file (opset 13) node by node. A value has the name of the node or constant that gives it.
class OnnxModelWriter {
public:
    /// A network of any number of images [C, H, W] that are called `input`.
    OnnxModelWriter(const std::string &name, const std::string &input, const OnnxDimensions &image);
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

    /// What the network gives: [images, values].
    void output(const std::string &name, std::int64_t values);
    std::string bytes() const;

private:
    std::unique_ptr<::onnx::ModelProto> m_model;
};

} // namespace odimo::deploy
