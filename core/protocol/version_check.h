// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo::protocol {

/// Throws Error naming both versions and the remedy unless `theirs` is protocolVersion. `speaker` begins the sentence,
/// for example "the worker". Called before any other field is read, because another version has other fields.
void requireVersion(int theirs, const std::string &speaker);

} // namespace odimo::protocol
