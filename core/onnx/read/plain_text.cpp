// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/plain_text.h"

#include "core/base/utf8.h"

namespace odimo::onnx {

bool isPlainText(std::string_view text)
{
    while (!text.empty()) {
        const Utf8Character first = firstCharacter(text);
        if (first.bytes == 0 || first.code < 0x20 || first.code == 0x7F)
            return false;
        text.remove_prefix(first.bytes);
    }
    return true;
}

} // namespace odimo::onnx
