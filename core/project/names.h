// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

namespace odimo::project {

/// The words of the database for kinds and states of runs and for verdicts, and their inverses, which throw Error on
/// another word.
RunKind runKindFromName(const std::string &name);
RunStatus runStatusFromName(const std::string &name);
Verdict verdictFromName(const std::string &name);

} // namespace odimo::project
