// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"
#include "core/onnx/read/external_data.h"

#include <onnx/onnx_pb.h>

namespace odimo::onnx {

/// Moves the values out of `tensor`, so that they are not held twice. Throws Error, beginning with `where`, if its
/// sizes and values do not fit together or its type is none we can take.
Constant readTensor(::onnx::TensorProto &tensor, ExternalData &external, const std::string &where);
/// True if the file gives type and shape of a tensor of floating-point numbers, but no values. Throws Error if its
/// external data are outside of the folder.
bool hasNoValues(const ::onnx::TensorProto &tensor, const ExternalData &external, const std::string &where);

} // namespace odimo::onnx
