// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::tasks {

/// Gives free memory back and starts to watch the process's peak anew; false where the system does not allow it.
bool restartMemoryPeak();

/// The most memory of the process since then, MB; 0 where the system does not tell.
double memoryPeak_MB();

} // namespace odimo::tasks
