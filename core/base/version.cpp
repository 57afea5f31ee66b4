// SPDX-License-Identifier: Apache-2.0
#include "core/base/version.h"

#include <utility>

namespace odimo {

namespace {

std::string &builtFrom()
{
    static std::string commit;
    return commit;
}

} // namespace

const char *version() { return ODIMO_VERSION; }

const std::string &commit() { return builtFrom(); }

void setCommit(std::string commit) { builtFrom() = std::move(commit); }

std::string fullVersion() { return commit().empty() ? version() : std::string(version()) + " (" + commit() + ")"; }

} // namespace odimo
