// SPDX-License-Identifier: Apache-2.0
#include "core/project/state.h"

namespace odimo::project {

State::~State()
{
    if (access == Access::ReadOnly)
        return;
    // Back to a single file that can be copied and read from a write-protected place, unless somebody else has it open.
    database.tryExec("PRAGMA journal_mode = DELETE");
}

} // namespace odimo::project
