// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/remedy.h"

namespace odimo::cli {

/// What to do, in the commands and options of `odimo`.
const char *remedyWords(Remedy remedy);

} // namespace odimo::cli
