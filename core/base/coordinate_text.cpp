// SPDX-License-Identifier: Apache-2.0
#include "core/base/coordinate_text.h"

#include "core/base/number_text.h"

namespace odimo {

std::string coordinateText(double value)
{
    std::string text = decimalText(value, 2);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text == "-0" ? "0" : text;
}

} // namespace odimo
