// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/setup/setup_fields.h"

namespace odimo::tests {

/// Some of each kind, for a setup panel.
inline widgets::SetupChoices setupChoices()
{
    return {{"resnet8", "resnet20"},
            {"small", "larger"},
            {"synthetic"},
            {"diana"},
            {{"instant", "The exact front", false}, {"odimo", "One training for each strength", true}},
            {"quick", "paper"},
            {"cpu", "cuda"},
            {"auto", "full", "mixed"},
            {"paper", "host_conversion"},
            {},
            {"DIANA"},
            {"preset", "all", "none"},
            {"joint-staircase", "published"},
            {"corrected", "published"}};
}

} // namespace odimo::tests
