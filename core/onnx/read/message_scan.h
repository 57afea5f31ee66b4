// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/io/zero_copy_stream.h>

namespace odimo::onnx {

enum class ScanResult { Fine, Damaged, TooMany };

/// Walks over a serialized message without building it. A message of two bytes takes a hundred in memory, so a file
/// that is made of them would take a hundred times its size: more than a million messages and texts are TooMany.
ScanResult scanMessage(google::protobuf::io::ZeroCopyInputStream &stream, const google::protobuf::Descriptor &message);

} // namespace odimo::onnx
