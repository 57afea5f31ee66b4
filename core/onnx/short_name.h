// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::onnx {

/// A name for people to read: as it is up to 80 bytes, otherwise its beginning, an ellipsis and its end, in 80 bytes at
/// most. Of UTF-8 text whole characters are kept.
std::string shortName(const std::string &name);

} // namespace odimo::onnx
