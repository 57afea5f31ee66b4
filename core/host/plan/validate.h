// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/settings.h"

namespace odimo::host {

/// Writes the image size into `settings.data` where the network decides it (host::fitted). Throws Error as loadNetwork
/// and takesImageSize do.
void fitData(Settings &settings);

/// Checks every field that can be checked without starting a worker and loads the network for the data: unknown zoo
/// name, platform, data, preset or device; strengths negative or not a number; epochs below 1; restrictions that cannot
/// be met; options of another engine; network input that does not fit the data. Throws Error in clear words.
Inputs validate(const Settings &settings, const data::DatasetSummary &data);

} // namespace odimo::host
