// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace odimo::cli {

/// `odimo bench search`: adds its options and returns what to do with them.
std::function<int()> defineBenchSearch(CLI::App &app);

} // namespace odimo::cli
