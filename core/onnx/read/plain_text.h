// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace odimo::onnx {

/// True for UTF-8 (RFC 3629) without control characters.
bool isPlainText(std::string_view text);

} // namespace odimo::onnx
