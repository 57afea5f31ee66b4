// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace odimo::learn {

/// Keeps freed memory in the process: every step asks for the same hundreds of megabytes again, and the system would
/// have to clear each page of them anew.
void keepFreedMemory();

} // namespace odimo::learn
