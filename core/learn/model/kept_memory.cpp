// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/kept_memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace odimo::learn {

void keepFreedMemory()
{
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 1 << 30); // bytes
    mallopt(M_TRIM_THRESHOLD, 2047 << 20);
#endif
}

} // namespace odimo::learn
