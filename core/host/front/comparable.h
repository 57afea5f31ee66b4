// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::host {

/// Why the fronts of two projects do not belong into one picture, as a sentence without its full stop; absent if they
/// do. Accuracies compare on the same network and data, costs on platforms that count the same.
std::optional<std::string> whyNotComparable(const project::Setup &shown, const project::Setup &other);

} // namespace odimo::host
