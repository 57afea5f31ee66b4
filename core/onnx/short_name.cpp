// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/short_name.h"

#include "core/base/utf8.h"

namespace odimo::onnx {

namespace {

constexpr std::size_t mostBytes = 80;
constexpr std::size_t bytesOfEnd = 27;
constexpr const char *ellipsis = "\xE2\x80\xA6"; // Of 3 bytes.

} // namespace

std::string shortName(const std::string &name)
{
    if (name.size() <= mostBytes)
        return name;
    std::size_t begin = mostBytes - bytesOfEnd - 3;
    while (begin > 0 && continuesCharacter(name[begin]))
        --begin;
    std::size_t end = name.size() - bytesOfEnd;
    while (end < name.size() && continuesCharacter(name[end]))
        ++end;
    return name.substr(0, begin) + ellipsis + name.substr(end);
}

} // namespace odimo::onnx
