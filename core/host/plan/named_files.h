// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::host {

/// What an exploration is about, as a user or a project names it.
struct InputNames {
    std::string network;
    std::string data;
    std::string platform;
};

/// Those that are files or folders of this computer, not networks, data and platforms of this program; nothing is
/// looked for. A project from somebody else must not have them read unasked.
std::vector<std::string> filesNamedBy(const InputNames &names);

} // namespace odimo::host
