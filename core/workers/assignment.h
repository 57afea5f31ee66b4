// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace odimo::workers {

/// Where one task at a time can be done.
struct Place {
    std::size_t executor = 0;
    std::optional<double> free_s{}; ///< When its task will have ended, from now on, by estimate; absent: it has none.
};

/// A task that waits, with the seconds that it is expected to take on each executor; absent: nobody knows, so that it
/// is tried there; infinite: it must not be done there.
using ExpectedSeconds = std::vector<std::optional<double>>;

/// A task that begins now.
struct Assignment {
    std::size_t task = 0;
    std::size_t executor = 0;
    bool operator==(const Assignment &) const = default;
};

/// Gives tasks in their order to the places where they end first (list scheduling by earliest completion): a slow
/// executor gets fewer, and none that a fast one, once it is free, ends sooner. Only what begins now is returned.
std::vector<Assignment> assign(std::vector<Place> places, const std::vector<ExpectedSeconds> &tasks);

} // namespace odimo::workers
