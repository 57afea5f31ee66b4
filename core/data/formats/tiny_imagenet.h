// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace odimo::data {

/// The first two fields of each line, which tabs divide: "val_0.JPEG\tn03444034\t0\t32\t44\t62" gives the class of an
/// image, "n00001740\tentity, thing" the names of a class.
std::map<std::string, std::string, std::less<>> parseTabbedPairs(std::string_view text);

} // namespace odimo::data
