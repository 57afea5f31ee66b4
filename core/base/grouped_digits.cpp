// SPDX-License-Identifier: Apache-2.0
#include "core/base/grouped_digits.h"

namespace odimo {

std::string groupedDigits(std::string digits)
{
    for (std::size_t place = digits.size(); place > 3; place -= 3)
        digits.insert(place - 3, ",");
    return digits;
}

} // namespace odimo
