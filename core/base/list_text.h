// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace odimo {

/// Adds an item to a list that is read by people: "digital, analog".
inline void addToList(std::string &list, std::string_view item)
{
    if (!list.empty())
        list += ", ";
    list += item;
}

} // namespace odimo
