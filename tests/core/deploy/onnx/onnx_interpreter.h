// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace odimo::samples {

/// A tensor of an ONNX file; whatever its type is there, its values are in single precision here.
struct OnnxTensor {
    std::vector<int> shape;
    std::vector<float> values;
};

/// What every value of an ONNX file is for one image: the operators in their plainest form, as their definitions
/// (https://onnx.ai/onnx/operators) say, in single precision. Knows those that are exported and throws
/// std::runtime_error on others.
std::map<std::string, OnnxTensor> interpretOnnx(const std::string &file, const std::string &input,
                                                const OnnxTensor &image);

} // namespace odimo::samples
