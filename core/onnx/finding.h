// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::onnx {

/// What becomes of a node of the file.
enum class Verdict {
    Mappable, ///< A layer whose channels are split over the compute units.
    Folded,   ///< Goes into another node, or computes nothing.
    Host,     ///< Runs on the host core; its cycles are not counted.
    Note,     ///< For information; changes nothing.
    Refused,  ///< Stands in the way: the network cannot be searched.
};

/// "mappable", "folded", "host", "note", "refused".
const char *verdictName(Verdict verdict);

/// What the import found out about one node, or about the whole file.
struct Finding {
    Verdict verdict = Verdict::Note;
    std::string node; ///< Its name in the file, or that of its first output if it has none; empty: the whole file.
    std::string op;   ///< Its ONNX operator, "Conv".
    std::string reason;
    std::string remedy = {}; ///< What to do about it; empty where nothing needs to be done.
    bool operator==(const Finding &) const = default;
};

} // namespace odimo::onnx
