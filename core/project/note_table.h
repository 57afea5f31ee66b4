// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// The settings and plans of explorations. Project says what each function does and throws.

std::string readNote(const State &state, const std::string &key);
void storeNote(State &state, const std::string &key, const std::string &text);

} // namespace odimo::project
