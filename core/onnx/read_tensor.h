// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/constant.h"
#include "core/onnx/external_data.h"

#include <onnx/onnx_pb.h>

namespace odimo::onnx {

/// A weight of which the file knows the shape alone.
constexpr float missingValue = 1;
/// So many of them are held, in one tensor or in all.
constexpr std::int64_t mostMissingValues = std::int64_t{1} << 26;

/// Moves the values out of `tensor`, so that they are not held twice. Throws Error, beginning with `where`, if its
/// sizes and values do not fit together or its type is none we can take.
Constant readTensor(::onnx::TensorProto &tensor, ExternalData &external, const std::string &where);
/// True if the file gives type and shape of a tensor of floating-point numbers, but no values. Throws Error if its
/// external data are outside of the folder.
bool hasNoValues(const ::onnx::TensorProto &tensor, const ExternalData &external, const std::string &where);
/// Such a tensor, with 1 in place of each value.
Constant withoutValues(const Dimensions &shape, const std::string &where);

} // namespace odimo::onnx
