// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::host {

/// The name of a setting (SettingPair::name) for people: of "warmup.schedule.learning_rate" it is "warm-up: learning
/// rate". Any name has words.
std::string settingWords(const std::string &name);

} // namespace odimo::host
