// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/version_check.h"

#include "core/base/error.h"
#include "core/base/version.h"
#include "core/protocol/task.h"

namespace odimo::protocol {

void requireVersion(int theirs, const std::string &speaker)
{
    if (theirs == protocolVersion)
        return;
    throw Error(speaker + " speaks protocol version " + std::to_string(theirs) + ", this program (" + version() +
                ") version " + std::to_string(protocolVersion) +
                "; install odimo and odimo-worker of the same version");
}

} // namespace odimo::protocol
