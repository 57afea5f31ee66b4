// SPDX-License-Identifier: Apache-2.0
#include "core/network/weights_file.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/network/tensor_file.h"

#include <cstring>

namespace odimo::network {

void writeWeights(const std::filesystem::path &path, const WeightsFile &file)
{
    TensorFile raw{.metadata = file.metadata};
    for (const auto &[name, tensor] : file.tensors) {
        const auto values = std::as_bytes(std::span(tensor.values));
        raw.tensors[name] = {ElementType::Float32, tensor.shape, {values.begin(), values.end()}};
    }
    writeBytes(path, toBytes(raw));
}

WeightsFile readWeights(const std::filesystem::path &path)
{
    TensorFile raw = tensorsFromBytes(readBytes(path), path.string());
    WeightsFile file{.metadata = std::move(raw.metadata)};
    for (const auto &[name, tensor] : raw.tensors) {
        if (tensor.type != ElementType::Float32)
            throw Error(path.string() + ": " + name + ".dtype is " + nameOf(tensor.type) + "; only F32 is read");
        std::vector<float> values(tensor.bytes.size() / sizeof(float));
        if (!values.empty())
            std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
        file.tensors[name] = {tensor.shape, std::move(values)};
    }
    return file;
}

} // namespace odimo::network
