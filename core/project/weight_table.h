// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// Files of weights, stored once per content. Project says what each function does and throws.

void storeWeights(State &state, std::int64_t run, const std::string &role, const std::filesystem::path &file);
void forgetWeights(State &state, std::int64_t run, const std::string &role);
bool hasWeights(const State &state, std::int64_t run, const std::string &role);
std::optional<std::string> weightsDigest(const State &state, std::int64_t run, const std::string &role);
std::vector<std::byte> readWeights(const State &state, std::int64_t run, const std::string &role);
void extractWeights(const State &state, std::int64_t run, const std::string &role, const std::filesystem::path &file);

} // namespace odimo::project
