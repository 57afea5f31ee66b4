// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/restrictions.h"

#include "core/base/error.h"

#include <charconv>
#include <string_view>

namespace odimo::mapping {

namespace {

[[noreturn]] void refuse(const std::string &text, const std::string &reason)
{
    throw Error("the pin \"" + text + "\" " + reason +
                "; a pin is written layer=unit, layer[3]=unit or layer[0-7]=unit");
}

int channelFrom(std::string_view digits, const std::string &text)
{
    int channel = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), channel);
    if (error != std::errc() || end != digits.data() + digits.size() || channel < 0)
        refuse(text, "has \"" + std::string(digits) + "\" where the number of a channel must stand");
    return channel;
}

/// Reads "3" or "0-7".
void readChannels(Pin &pin, std::string_view channels, const std::string &text)
{
    const std::size_t dash = channels.find('-');
    pin.firstChannel = channelFrom(channels.substr(0, dash), text);
    pin.lastChannel = dash == std::string_view::npos ? pin.firstChannel : channelFrom(channels.substr(dash + 1), text);
    if (*pin.lastChannel < *pin.firstChannel)
        refuse(text, "ends before it begins");
}

} // namespace

Pin pinFromText(const std::string &text, const platform::Platform &platform)
{
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos)
        refuse(text, "has no =");
    Pin pin{.layer = text.substr(0, equals)};
    const std::size_t bracket = pin.layer.rfind('[');
    if (pin.layer.ends_with(']') && bracket != std::string::npos) {
        const std::string channels = pin.layer.substr(bracket + 1, pin.layer.size() - bracket - 2);
        pin.layer.resize(bracket);
        readChannels(pin, channels, text);
    }
    if (pin.layer.empty())
        refuse(text, "names no layer");
    pin.unit = within("the pin \"" + text + "\" cannot be used: ",
                      [&] { return platform.unitNamed(text.substr(equals + 1)); });
    return pin;
}

std::string textOf(const Pin &pin, const platform::Platform &platform)
{
    std::string text = pin.layer;
    if (pin.firstChannel && pin.lastChannel) {
        text += "[" + std::to_string(*pin.firstChannel);
        if (*pin.lastChannel != *pin.firstChannel)
            text += "-" + std::to_string(*pin.lastChannel);
        text += "]";
    }
    return text + "=" + platform.units.at(static_cast<std::size_t>(pin.unit)).name;
}

} // namespace odimo::mapping
