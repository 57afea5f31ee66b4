// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace odimo::onnx {

/// What to say about a file that begins like this if it is a pointer that Git LFS left in its place
/// (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md): "is a pointer of Git LFS, not the file ...".
std::optional<std::string> lfsPointerMessage(std::string_view beginning);

} // namespace odimo::onnx
