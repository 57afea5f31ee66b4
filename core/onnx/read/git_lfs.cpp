// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/read/git_lfs.h"

#include "core/base/grouped_digits.h"

namespace odimo::onnx {

namespace {

/// "319,527" for the line "size 319527"; empty if there is none.
std::string sizeIn(std::string_view pointer)
{
    constexpr std::string_view label = "\nsize ";
    const std::size_t line = pointer.find(label);
    if (line == std::string_view::npos)
        return {};
    pointer.remove_prefix(line + label.size());
    return groupedDigits(std::string(pointer.substr(0, pointer.find_first_not_of("0123456789"))));
}

} // namespace

std::optional<std::string> lfsPointerMessage(std::string_view beginning)
{
    constexpr std::size_t mostBytes = 1024; // By the specification; this keeps a message short as well.
    beginning = beginning.substr(0, mostBytes);
    if (!beginning.starts_with("version https://git-lfs.github.com/spec/"))
        return std::nullopt;
    const std::string size = sizeIn(beginning);
    return "is a pointer of Git LFS, not the file itself" + (size.empty() ? "" : " (" + size + " bytes)") +
           "; fetch it with \"git lfs pull\" in its repository, or download the file itself from its web page";
}

} // namespace odimo::onnx
