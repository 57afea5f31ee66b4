// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::platform {

/// One line of a calculation that a reader can repeat by hand.
struct ExplainedTerm {
    std::string name;    ///< "cycles per block"
    std::string formula; ///< "in channels * rows * kernel height"
    std::string values;  ///< The same with numbers: "64 * 8 * 3".
    double value = 0;
    std::string unit; ///< "cycles"
    bool operator==(const ExplainedTerm &) const = default;
};

/// How a number comes about; the last line is the number.
struct Explanation {
    std::vector<ExplainedTerm> terms;
    std::string source; ///< Where the formula comes from; empty if that is unknown.
    double value() const { return terms.back().value; }
};

} // namespace odimo::platform
