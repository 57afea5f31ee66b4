// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Compiles a loop for several instruction sets; the processor's best is chosen when the program starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define ODIMO_VECTORISED __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define ODIMO_VECTORISED
#endif
