// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"

#include <string>

namespace odimo::cli {

/// "resnet8, fashion-mnist, DIANA, 6-bit converters": what the project is about, on one line.
std::string inputsText(const project::Setup &setup);

/// "warm-up", "strength 0.2", "instant" or the name of the baseline; after a name that the user gave: "fast (instant)".
std::string titleOf(const project::Run &run, const std::string &name = {});

/// The same for a mapping of a front; "instant, untrained" for one that was only recalibrated.
std::string titleOf(const host::FrontEntry &entry);

/// "warm-up", "search", "fine-tuning"; the other phases have their names.
std::string titleOfPhase(const std::string &phase);

/// "89.12 ± 0.61 %".
std::string accuracyText(std::int64_t correct, std::int64_t total);

} // namespace odimo::cli
