// SPDX-License-Identifier: Apache-2.0
// Preloaded (LD_PRELOAD) into a program, it lets memory run out. Variables of the environment, which the program's own
// children do not inherit:
//   ODIMO_MEMORY_LEAST  a request for at least so many bytes counts
//   ODIMO_MEMORY_FROM   the number of the request that counts, from 1, from which on all of them fail
#include <atomic>
#include <cerrno>
#include <cstdlib>

extern "C" {
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
}

namespace {

std::size_t numberIn(const char *variable)
{
    const char *value = std::getenv(variable);
    return value ? static_cast<std::size_t>(std::atoll(value)) : 0;
}

std::size_t least = 0; ///< 0 until the variables were read: the loader needs memory before.
std::size_t from = 0;

bool readVariables()
{
    from = numberIn("ODIMO_MEMORY_FROM");
    least = numberIn("ODIMO_MEMORY_LEAST");
    for (const char *name : {"LD_PRELOAD", "ODIMO_MEMORY_FROM", "ODIMO_MEMORY_LEAST"})
        unsetenv(name);
    return true;
}

const bool isReady = readVariables();

bool fails(std::size_t size)
{
    static std::atomic<std::size_t> requests = 0;
    return least > 0 && size >= least && ++requests >= from;
}

/// The memory, or none with the reason in errno.
template <typename Allocate>
void *unlessItFails(std::size_t size, Allocate allocate)
{
    if (!fails(size))
        return allocate();
    errno = ENOMEM;
    return nullptr;
}

} // namespace

extern "C" {

void *malloc(size_t size)
{
    return unlessItFails(size, [&] { return __libc_malloc(size); });
}

void *calloc(size_t count, size_t size)
{
    return unlessItFails(count * size, [&] { return __libc_calloc(count, size); });
}

void *realloc(void *memory, size_t size)
{
    return unlessItFails(size, [&] { return __libc_realloc(memory, size); });
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return unlessItFails(size, [&] { return __libc_memalign(alignment, size); });
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    if (fails(size))
        return ENOMEM;
    *memory = __libc_memalign(alignment, size);
    return *memory ? 0 : ENOMEM;
}
}
