// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/list_text.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>

namespace odimo {

/// The one of `values` whose nameOf() is `name`; absent if there is none.
template <std::ranges::forward_range Values>
std::optional<std::ranges::range_value_t<Values>> findNamed(const Values &values, std::string_view name)
{
    const auto found = std::ranges::find_if(values, [&](const auto &value) { return name == nameOf(value); });
    return found == std::ranges::end(values) ? std::nullopt : std::optional(*found);
}

/// "digital, analog": for the message about a name that is none of them.
template <std::ranges::forward_range Values>
std::string namesOf(const Values &values)
{
    std::string names;
    for (const auto &value : values)
        addToList(names, nameOf(value));
    return names;
}

} // namespace odimo
