// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"

namespace odimo {

const char *version() { return ODIMO_VERSION; }

} // namespace odimo
