// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"

#include <span>

namespace odimo::cli {

/// Whose mappings make a front.
enum class Source { Engine, Baselines };

/// The front that somebody would choose who sees validation accuracies alone: the measured mappings of `source`, each
/// `dominated` by the others or not according to its validation accuracy, with the test accuracies and their
/// hypervolume. A front selected by the test set is too good, the more so the more mappings it is selected from.
/// `runs` are those of the project that `all` was made from; a run without a validation accuracy is left out.
host::Front selectedFront(std::span<const project::Run> runs, const host::Front &all, Source source);

} // namespace odimo::cli
