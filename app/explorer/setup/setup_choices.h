// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

namespace odimo::explorer {

/// What the setup panel offers, from the tables of the core.
widgets::SetupChoices setupChoices();

/// A file name that tells what it is about: "fashion-mnist-resnet8-stem-2.odimo".
QString suggestedProjectName(const widgets::SetupFields &fields);

} // namespace odimo::explorer
