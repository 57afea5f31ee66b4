// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"
#include "core/network/zoo_networks.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::network {

/// An option of a zoo entry: a number in a range.
struct ZooOption {
    std::string name;
    double initial = 0;
    double least = 0;
    double most = 0;
    bool whole = true;
};

/// "stem=1..2 (1)": name, range and default.
std::string describe(const ZooOption &option);

/// The text behind the name of an entry, read.
struct Specification {
    std::string name;
    OptionValues options;
    std::optional<Shape> input;
    std::optional<int> classes;
};

/// "3x32x32": channels, height and width, each at least 1; absent if the text is anything else.
std::optional<Shape> readShape(const std::string &text);

/// "resnet8" of "resnet8:stem=2".
std::string nameOf(const std::string &specification);

/// Reads `name[:option=value,...]`; options not stated take their initial value. Throws Error listing the options for
/// one that is unknown, stated twice or out of its range.
Specification readSpecification(const std::string &specification, const std::vector<ZooOption> &options);

/// The shortest text for the same network: name, and the options that are not at their initial value.
std::string shortSpecification(const Specification &specification, const std::vector<ZooOption> &options);

} // namespace odimo::network
