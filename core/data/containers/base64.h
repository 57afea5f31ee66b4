// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace odimo::data {

/// Bytes as text of RFC 4648, without line ends.
std::string base64(std::string_view bytes);
/// The inverse. Throws Error if the text is no base64.
std::string bytesFromBase64(const std::string &text);

} // namespace odimo::data
